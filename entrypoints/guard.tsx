import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { guardServices } from '../components/guard/guard-services';
import { mountGuard } from '../components/guard/mount';
import { findBridge } from '../lib/gate/bridge';

export default defineUnlistedScript(() => {
  const bridge = findBridge();
  if (bridge) mountGuard(bridge, document, guardServices);
});
