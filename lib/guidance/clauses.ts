import { CITED_CLAUSES, type CitedClauseId, type ClauseText, type ClauseTexts } from './cited-clauses';
import type { ClauseId } from './clause-id';
import type { GuidanceLanguage } from './pack';

const OTHER_CLAUSES: Readonly<Record<Exclude<ClauseId, CitedClauseId>, ClauseTexts>> = {
  'S0.1': {
    en: {
      title: 'Welsh and English',
      text: 'This guidance can be read in Welsh and in English, and neither comes second.',
    },
    cy: {
      title: 'Cymraeg a Saesneg',
      text: 'Gellir darllen y canllawiau hyn yn Gymraeg ac yn Saesneg, heb drin y naill iaith yn llai ffafriol na’r llall.',
    },
  },
  'S1.1': {
    en: {
      title: 'Your story',
      text: 'Every account needs a reason to exist: know what you have to tell before you start telling it.',
    },
    cy: {
      title: 'Eich stori',
      text: 'Mae angen rheswm dros fodolaeth pob cyfrif: gwybod beth sydd gennych i’w ddweud cyn dechrau ei ddweud.',
    },
  },
  'S2.1': {
    en: {
      title: 'An asset that takes time',
      text: 'A good account is worth a lot to the force and to people who live here. Building one and keeping it up takes real time, so take it on with care.',
    },
    cy: {
      title: 'Ased sy’n cymryd amser',
      text: 'Mae cyfrif da yn werthfawr i’r heddlu ac i’r bobl sy’n byw yma. Mae ei feithrin a’i gynnal yn cymryd amser, felly pwyllwch cyn dechrau arni.',
    },
  },
  'S4.1': {
    en: {
      title: 'Talk before opening an account',
      text: 'Speak to Corporate Communications before you open an account, a page or a group in the name of the force.',
    },
    cy: {
      title: 'Siarad cyn agor cyfrif',
      text: 'Siaradwch â’r tîm Cyfathrebu Corfforaethol cyn agor cyfrif, tudalen neu grŵp yn enw’r heddlu.',
    },
  },
  'S4.2': {
    en: {
      title: 'Who decides',
      text: 'Whether a new account opens is for Corporate Communications to decide.',
    },
    cy: {
      title: 'Pwy sy’n penderfynu',
      text: 'Cyfathrebu Corfforaethol sy’n penderfynu a gaiff cyfrif newydd ei agor.',
    },
  },
  'S4.3': {
    en: {
      title: 'The corporate account may serve better',
      text: 'The corporate accounts already have many followers; a message often travels further from there than from a new account.',
    },
    cy: {
      title: 'Gall y cyfrif corfforaethol fod yn well dewis',
      text: 'Mae gan y cyfrifon corfforaethol lawer o ddilynwyr eisoes; yn aml bydd neges yn cyrraedd ymhellach oddi yno nag o gyfrif newydd.',
    },
  },
  'S5.1': {
    en: {
      title: 'Passwords are with Comms',
      text: 'Corporate Communications holds the current password of every corporate account, at all times.',
    },
    cy: {
      title: 'Cyfathrebu Corfforaethol sy’n cadw’r cyfrineiriau',
      text: 'Mae cyfrinair cyfredol pob cyfrif corfforaethol gan y tîm Cyfathrebu Corfforaethol bob amser.',
    },
  },
  'S5.2': {
    en: {
      title: 'What makes an account corporate',
      text: 'If the profile text or a profile picture shows that you serve in the force, the account counts as a corporate one.',
    },
    cy: {
      title: 'Beth sy’n gwneud cyfrif yn un corfforaethol',
      text: 'Os yw testun neu lun y proffil yn dangos eich bod yn gwasanaethu gyda’r heddlu, cyfrif corfforaethol ydyw.',
    },
  },
  'S5.3': {
    en: {
      title: 'A locked register',
      text: 'The details of accounts are kept in a register that itself needs a password.',
    },
    cy: {
      title: 'Cofrestr dan glo',
      text: 'Cedwir manylion y cyfrifon mewn cofrestr sydd ei hun wedi’i diogelu â chyfrinair.',
    },
  },
  'S5.4': {
    en: {
      title: 'For removing a post only',
      text: 'A password that is kept is used for one thing: taking down a post that really has to go.',
    },
    cy: {
      title: 'Dim ond i ddileu neges',
      text: 'Un diben sydd i gyfrinair a gedwir: tynnu i lawr neges y mae gwir angen ei dileu.',
    },
  },
  'S5.5': {
    en: {
      title: 'Last resort',
      text: 'Before that happens, somebody tries to reach you. It is done without you only when you cannot be reached.',
    },
    cy: {
      title: 'Pan fetho popeth arall',
      text: 'Cyn hynny bydd rhywun yn ceisio cael gafael arnoch. Ni wneir dim hebddoch oni bai nad oes modd eich cyrraedd.',
    },
  },
  'S5.6': {
    en: {
      title: 'Nobody posts for you',
      text: 'Corporate Communications will not post in your name, and nor will Cordon.',
    },
    cy: {
      title: 'Ni fydd neb yn postio ar eich rhan',
      text: 'Ni fydd Cyfathrebu Corfforaethol yn postio yn eich enw, ac ni fydd Cordon chwaith.',
    },
  },
  'S5.7': {
    en: {
      title: 'The contact group',
      text: 'Everybody who runs an account is added to a direct-message group, so that word can reach all of you at once.',
    },
    cy: {
      title: 'Y grŵp cyswllt',
      text: 'Caiff pawb sy’n rhedeg cyfrif ei ychwanegu at grŵp negeseuon uniongyrchol, er mwyn cyrraedd pob un ohonoch ar unwaith.',
    },
  },
  'S5.8': {
    en: {
      title: 'Stay in the group',
      text: 'Do not leave the contact group: in a crisis it is how instructions reach you.',
    },
    cy: {
      title: 'Aros yn y grŵp',
      text: 'Peidiwch â gadael y grŵp cyswllt: trwyddo y bydd cyfarwyddiadau’n eich cyrraedd mewn argyfwng.',
    },
  },
  'S5.11': {
    en: {
      title: 'Key messages',
      text: 'Take the wording from the corporate lines, so that the force says one thing.',
    },
    cy: {
      title: 'Negeseuon allweddol',
      text: 'Cymerwch y geiriad o’r llinellau corfforaethol, er mwyn i’r heddlu siarad ag un llais.',
    },
  },
  'S6.1': {
    en: {
      title: 'Choosing a platform',
      text: 'Social media solves nothing by itself. Corporate Communications can help you find the platform that suits your message and audience, if one does.',
    },
    cy: {
      title: 'Dewis platfform',
      text: 'Nid yw’r cyfryngau cymdeithasol yn datrys dim ar eu pennau eu hunain. Gall Cyfathrebu Corfforaethol eich helpu i ddod o hyd i’r platfform sy’n gweddu i’ch neges a’ch cynulleidfa, os oes un.',
    },
  },
  DO1: {
    en: {
      title: 'Get approval first',
      text: 'Have a new account approved by Corporate Communications before you set it up; bring your story and your plan.',
    },
    cy: {
      title: 'Cael cymeradwyaeth yn gyntaf',
      text: 'Sicrhewch gymeradwyaeth Cyfathrebu Corfforaethol cyn creu cyfrif newydd; dewch â’ch stori a’ch cynllun.',
    },
  },
  DO2: {
    en: {
      title: 'Share the password with Comms',
      text: 'Give Corporate Communications the password, and tell them each time it changes.',
    },
    cy: {
      title: 'Rhannu’r cyfrinair â Chyfathrebu Corfforaethol',
      text: 'Rhowch y cyfrinair i Gyfathrebu Corfforaethol, a rhowch wybod iddynt bob tro y bydd yn newid.',
    },
  },
  DO4: {
    en: {
      title: 'Have a plan',
      text: 'Agree your story and what you want to reach, plan what to post and when, and post when your audience is there.',
    },
    cy: {
      title: 'Cael cynllun',
      text: 'Cytunwch ar eich stori a’ch nod, cynlluniwch beth i’w bostio a phryd, a phostiwch pan fydd eich cynulleidfa yno.',
    },
  },
  DO5: {
    en: {
      title: 'Try new things',
      text: 'What works for one account need not work for another: try things out.',
    },
    cy: {
      title: 'Rhoi cynnig ar bethau newydd',
      text: 'Nid yr un peth sy’n gweithio i bob cyfrif: rhowch gynnig ar bethau newydd.',
    },
  },
  DO9: {
    en: {
      title: 'A team account is the team’s',
      text: 'Plan who looks after it, and what happens when somebody is on leave or moves on. The whole team should use it.',
    },
    cy: {
      title: 'Y tîm cyfan biau cyfrif tîm',
      text: 'Cynlluniwch pwy fydd yn gofalu amdano, a beth fydd yn digwydd pan fydd rhywun ar wyliau neu’n symud ymlaen. Dylai’r tîm cyfan ei ddefnyddio.',
    },
  },
  DO10: {
    en: {
      title: 'Answer as a service',
      text: 'People ask questions here as they would at a counter. Answer soon, and as well as you would like to be answered.',
    },
    cy: {
      title: 'Ateb fel gwasanaeth',
      text: 'Bydd pobl yn holi yma fel y byddent wrth gownter. Atebwch yn brydlon, a chystal ag yr hoffech chi gael eich ateb.',
    },
  },
  DO11: {
    en: {
      title: 'Listen and ask',
      text: 'Social media is a conversation: ask questions of your own, and invite people to say how you are doing.',
    },
    cy: {
      title: 'Gwrando a gofyn',
      text: 'Sgwrs yw’r cyfryngau cymdeithasol: gofynnwch eich cwestiynau eich hun, a gwahoddwch bobl i roi adborth.',
    },
  },
  DO12: {
    en: {
      title: 'Look in daily',
      text: 'Look at your account each day and answer questions on the day they come.',
    },
    cy: {
      title: 'Cadw golwg bob dydd',
      text: 'Edrychwch ar eich cyfrif bob dydd ac atebwch gwestiynau ar y diwrnod y dônt.',
    },
  },
  DT2: {
    en: {
      title: 'Do not block disagreement',
      text: 'People may disagree with the police. If somebody seems out to provoke you, talk to Corporate Communications.',
    },
    cy: {
      title: 'Peidio â blocio pobl sy’n anghytuno',
      text: 'Mae gan bobl hawl i anghytuno â’r heddlu. Os yw rhywun fel petai’n ceisio’ch pryfocio, siaradwch â Chyfathrebu Corfforaethol.',
    },
  },
  DT3: {
    en: {
      title: 'Do not hide mistakes',
      text: 'If something was wrong, say so openly. People respect a correction more than a disappearance.',
    },
    cy: {
      title: 'Peidio â chuddio camgymeriadau',
      text: 'Os oedd rhywbeth yn anghywir, dywedwch hynny’n agored. Mae pobl yn parchu cywiriad yn fwy na neges sy’n diflannu.',
    },
  },
  DT5: {
    en: {
      title: 'Heed legal advice',
      text: 'Legal advice is there to help you and those affected; follow it.',
    },
    cy: {
      title: 'Gwrando ar gyngor cyfreithiol',
      text: 'Mae cyngor cyfreithiol yno i’ch helpu chi a’r rhai yr effeithir arnynt; dilynwch ef.',
    },
  },
  DT6b: {
    en: {
      title: 'For managers: working tools',
      text: 'A line for managers, not for operators: people cannot work well with equipment that holds them back.',
    },
    cy: {
      title: 'I reolwyr: offer gwaith',
      text: 'Sylw i reolwyr, nid i’r rhai sy’n rhedeg cyfrifon: ni all pobl weithio’n dda ag offer sy’n eu dal yn ôl.',
    },
  },
  DT7: {
    en: {
      title: 'Go where people are',
      text: 'Opening an account brings no audience by itself. Often it is better to join in where people talk already; see what colleagues elsewhere do.',
    },
    cy: {
      title: 'Mynd lle mae pobl',
      text: 'Nid yw agor cyfrif yn denu cynulleidfa ynddo’i hun. Yn aml mae’n well ymuno lle mae pobl yn sgwrsio eisoes; edrychwch beth mae cydweithwyr mewn mannau eraill yn ei wneud.',
    },
  },
  DT8: {
    en: {
      title: 'Do not leave it standing',
      text: 'An account needs time and energy to stay alive: do not leave it unattended for long.',
    },
    cy: {
      title: 'Peidio â’i adael yn segur',
      text: 'Mae angen amser ac egni i gadw cyfrif yn fyw: peidiwch â’i adael heb neb i ofalu amdano am gyfnodau hir.',
    },
  },
  DT9: {
    en: {
      title: 'It is not free',
      text: 'Your hours cost the force money, and so does watching over each account. Weigh that against your other work.',
    },
    cy: {
      title: 'Nid yw am ddim',
      text: 'Mae eich oriau’n costio arian i’r heddlu, ac felly hefyd cadw llygad ar bob cyfrif. Pwyswch hynny yn erbyn eich gwaith arall.',
    },
  },
  DT10: {
    en: {
      title: 'Close what does not work',
      text: 'An account that reaches nobody is better closed, and Corporate Communications may close it.',
    },
    cy: {
      title: 'Cau’r hyn nad yw’n gweithio',
      text: 'Gwell cau cyfrif nad yw’n cyrraedd neb, a chaiff Cyfathrebu Corfforaethol ei gau.',
    },
  },
  DT12: {
    en: {
      title: 'It never closes',
      text: 'People read and write at all hours. Say when you are there, and where to turn when you are not.',
    },
    cy: {
      title: 'Nid yw byth yn cau',
      text: 'Mae pobl yn darllen ac yn ysgrifennu bob awr o’r dydd a’r nos. Dywedwch pryd y byddwch yno, ac at bwy i droi pan na fyddwch.',
    },
  },
  DT13: {
    en: {
      title: 'Do not leave the contact group',
      text: 'The group came out of what was learnt in national terror incidents. It keeps you and the force from being exposed without need.',
    },
    cy: {
      title: 'Peidio â gadael y grŵp cyswllt',
      text: 'Ffrwyth gwersi digwyddiadau terfysgol cenedlaethol yw’r grŵp. Mae’n eich cadw chi a’r heddlu rhag bod yn agored i niwed yn ddiangen.',
    },
  },
};

const CLAUSES: Readonly<Record<ClauseId, ClauseTexts>> = { ...OTHER_CLAUSES, ...CITED_CLAUSES };

/** Title and one or two sentences of a clause, in the language asked for. */
export function clauseText(clause: ClauseId, language: GuidanceLanguage): ClauseText {
  return CLAUSES[clause][language];
}
