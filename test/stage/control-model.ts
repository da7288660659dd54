/** What the control page shows. A type only: the page is bundled apart from the server. */
export interface ControlState {
  readonly sequence: number;
  readonly signedAt: string;
  readonly joiningCode: string;
  readonly notices: readonly {
    readonly identifier: string;
    readonly level: string;
    readonly status: string;
    readonly messageType: string;
    readonly expires: string;
    /** Neither replaced nor ended by a later one. */
    readonly open: boolean;
  }[];
  readonly fault: string;
  /** What goes wrong with the relay; null where the force has none. */
  readonly relayFault: string | null;
  readonly xSwitching: string;
  readonly facebookSwitching: string;
  readonly facebookLanguage: string;
  /** The newest forty entries, oldest first. */
  readonly journal: readonly {
    readonly at: number;
    readonly platform: string;
    readonly operation: string;
    readonly actor: string | null;
    readonly publishes: boolean;
    readonly accepted: boolean;
    readonly text?: string;
  }[];
}
