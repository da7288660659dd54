import type { GuidanceLanguage } from './pack';

/** What a finding says to the operator. */
export interface RuleText {
  readonly title: string;
  /** What was found. */
  readonly what: string;
  /** Why it matters. */
  readonly why: string;
  /** What to do about it. */
  readonly instead: string;
}

const RULES: Readonly<Record<string, Readonly<Record<GuidanceLanguage, RuleText>>>> = {
  'line.ahead': {
    en: {
      title: 'Ahead of the force’s line?',
      what: 'This explains or announces rules or an incident.',
      why: 'If it runs ahead of the corporate account, people hear two stories.',
      instead: 'See what the corporate account says, and use its words or share its post.',
    },
    cy: {
      title: 'O flaen llinell yr heddlu?',
      what: 'Mae hyn yn egluro neu’n cyhoeddi rheolau neu ddigwyddiad.',
      why: 'Os bydd ar y blaen i’r cyfrif corfforaethol, bydd pobl yn clywed dwy stori.',
      instead:
        'Edrychwch beth mae’r cyfrif corfforaethol yn ei ddweud, a defnyddiwch ei eiriau neu rhannwch ei neges.',
    },
  },
  'press-release.signs': {
    en: {
      title: 'Reads like a press release',
      what: 'Several turns of phrase here come from press releases.',
      why: 'People follow you for a person’s voice.',
      instead: 'Say it as you would to somebody at a bus stop: who did what, and what it means for them.',
    },
    cy: {
      title: 'Yn darllen fel datganiad i’r wasg',
      what: 'Mae sawl ymadrodd yma’n perthyn i ddatganiadau i’r wasg.',
      why: 'Mae pobl yn eich dilyn er mwyn clywed llais person.',
      instead:
        'Dywedwch y peth fel y byddech wrth rywun mewn safle bws: pwy wnaeth beth, a beth mae’n ei olygu iddyn nhw.',
    },
  },
  'hashtag.avoid': {
    en: {
      title: 'A tag to avoid',
      what: 'The force’s register lists this hashtag as one to avoid.',
      why: 'It stands for something the force does not want to be linked with.',
      instead: 'Leave it out, or pick one of the force’s own tags.',
    },
    cy: {
      title: 'Hashnod i’w osgoi',
      what: 'Mae cofrestr yr heddlu yn nodi bod yr hashnod hwn yn un i’w osgoi.',
      why: 'Mae’n sefyll dros rywbeth nad yw’r heddlu am gael ei gysylltu ag ef.',
      instead: 'Gadewch ef allan, neu dewiswch un o hashnodau’r heddlu.',
    },
  },
  'hashtag.retired': {
    en: {
      title: 'A retired tag',
      what: 'The force no longer uses this hashtag.',
      why: 'People who follow it end up in an old campaign.',
      instead: 'Look in the register for the tag that took its place.',
    },
    cy: {
      title: 'Hashnod sydd wedi dod i ben',
      what: 'Nid yw’r heddlu’n defnyddio’r hashnod hwn mwyach.',
      why: 'Bydd pobl sy’n ei ddilyn yn cyrraedd hen ymgyrch.',
      instead: 'Chwiliwch yn y gofrestr am yr hashnod a ddaeth yn ei le.',
    },
  },
  'hashtag.out-of-season': {
    en: {
      title: 'Out of its dates',
      what: 'This campaign’s hashtag is not running today.',
      why: 'Outside its dates it draws people to a campaign that has ended or not begun.',
      instead: 'Leave the tag out, or wait for the campaign.',
    },
    cy: {
      title: 'Y tu allan i’w ddyddiadau',
      what: 'Nid yw hashnod yr ymgyrch hon ar waith heddiw.',
      why: 'Y tu allan i’w ddyddiadau mae’n denu pobl at ymgyrch sydd wedi gorffen neu heb ddechrau.',
      instead: 'Gadewch yr hashnod allan, neu arhoswch am yr ymgyrch.',
    },
  },
  'hashtag.unknown': {
    en: {
      title: 'Not on the register',
      what: 'The force’s register does not know this hashtag.',
      why: 'A tag carries everything others have posted under it.',
      instead:
        'Ask three things: has it been used before, does that fit your message, does it fit the force’s values?',
    },
    cy: {
      title: 'Ddim ar y gofrestr',
      what: 'Nid yw’r hashnod hwn ar gofrestr yr heddlu.',
      why: 'Mae hashnod yn cario popeth y mae eraill wedi’i bostio oddi tano.',
      instead:
        'Gofynnwch dri pheth: a ddefnyddiwyd ef o’r blaen, a yw hynny’n gweddu i’ch neges, a yw’n gweddu i werthoedd yr heddlu?',
    },
  },
  'hashtag.capitals': {
    en: {
      title: 'Capitals help reading',
      what: 'The words of this hashtag run together.',
      why: 'With a capital at the start of each word, screen readers and hurried eyes can take it apart, and hidden words show.',
      instead: 'Write it #LikeThis.',
    },
    cy: {
      title: 'Mae priflythrennau’n help',
      what: 'Mae geiriau’r hashnod hwn yn rhedeg i’w gilydd.',
      why: 'Gyda phriflythyren ar ddechrau pob gair, gall darllenydd sgrin a llygad brysiog eu gwahanu, a daw geiriau cudd i’r golwg.',
      instead: 'Ysgrifennwch ef #FelHyn.',
    },
  },
  'hashtag.number': {
    en: {
      title: 'More than two tags',
      what: 'There are more than two hashtags in this post.',
      why: 'Many tags make a post hard to read, above all when it is read aloud.',
      instead: 'Keep the two that matter most, at the end.',
    },
    cy: {
      title: 'Mwy na dau hashnod',
      what: 'Mae mwy na dau hashnod yn y neges hon.',
      why: 'Mae llawer o hashnodau’n gwneud neges yn anodd ei darllen, yn enwedig yn uchel.',
      instead: 'Cadwch y ddau bwysicaf, ar y diwedd.',
    },
  },
  'credit.missing': {
    en: {
      title: 'Whose is it?',
      what: 'This looks like somebody else’s words, picture or page, and nobody is named.',
      why: 'Credit is fair, and it shows you share what others do.',
      instead: 'Add their @name, “photo by …” or “via …”. If it is your own, leave it as it is.',
    },
    cy: {
      title: 'Gwaith pwy yw hwn?',
      what: 'Mae hyn yn edrych fel geiriau, llun neu dudalen rhywun arall, ond does neb wedi’i enwi.',
      why: 'Mae cydnabod yn deg, ac mae’n dangos eich bod yn rhannu gwaith eraill.',
      instead: 'Ychwanegwch eu @enw neu “llun gan …”. Os chi biau’r gwaith, gadewch ef fel y mae.',
    },
  },
  'broadcasting.talking-at': {
    en: {
      title: 'Talking at people?',
      what: 'This may sound like a telling-off.',
      why: 'People listen more readily when they are spoken with.',
      instead: 'Say what you would like people to do and what good it does, or ask a question.',
    },
    cy: {
      title: 'Pregethu wrth bobl?',
      what: 'Gall hyn swnio fel cerydd.',
      why: 'Mae pobl yn fwy parod i wrando pan fydd rhywun yn sgwrsio â nhw.',
      instead: 'Dywedwch beth yr hoffech i bobl ei wneud a pha les a ddaw ohono, neu gofynnwch gwestiwn.',
    },
  },
  'shouting.capitals': {
    en: {
      title: 'Blocks of capitals',
      what: 'Several words in a row are in capitals.',
      why: 'Capitals read as shouting, and screen readers may spell them out.',
      instead: 'Use ordinary letters and let the first words carry the weight.',
    },
    cy: {
      title: 'Rhes o briflythrennau',
      what: 'Mae sawl gair yn olynol mewn priflythrennau.',
      why: 'Mae priflythrennau’n darllen fel gweiddi, a gall darllenydd sgrin eu sillafu fesul llythyren.',
      instead: 'Defnyddiwch lythrennau cyffredin a gadewch i’r geiriau cyntaf gario’r pwyslais.',
    },
  },
  'contempt.guilt': {
    en: {
      title: 'Guilt is for the court',
      what: 'Next to an arrest or a charge, these words take guilt for granted.',
      why: 'From an arrest on, a case is active; words like these can harm a trial and be contempt of court.',
      instead: 'Say what happened and what stage it is at: “a man has been arrested on suspicion of …”.',
    },
    cy: {
      title: 'Y llys sy’n barnu euogrwydd',
      what: 'Wrth sôn am arestio neu gyhuddo, mae’r geiriau hyn yn cymryd euogrwydd yn ganiataol.',
      why: 'O’r eiliad y caiff rhywun ei arestio mae achos yn weithredol; gall geiriau fel hyn niweidio treial a bod yn ddirmyg llys.',
      instead: 'Dywedwch beth a ddigwyddodd ac ar ba gam y mae: “mae dyn wedi’i arestio ar amheuaeth o …”.',
    },
  },
  'contempt.previous': {
    en: {
      title: 'Nothing about the past',
      what: 'Next to an arrest or a charge, this speaks of earlier offending or of character.',
      why: 'Jurors must not learn of it from the police; it can stop a trial.',
      instead: 'Leave the history out until the case is over.',
    },
    cy: {
      title: 'Dim sôn am y gorffennol',
      what: 'Wrth sôn am arestio neu gyhuddo, mae hyn yn cyfeirio at droseddu blaenorol neu at gymeriad.',
      why: 'Ni ddylai rheithwyr glywed hynny gan yr heddlu; gall atal treial.',
      instead: 'Gadewch yr hanes allan nes i’r achos ddod i ben.',
    },
  },
  'contempt.named': {
    en: {
      title: 'A name before a charge',
      what: 'This looks like the name of somebody who has been arrested and not charged.',
      why: 'The police name nobody before a charge, but for rare exceptions that are agreed first.',
      instead: 'Give age, sex and area: “a man of 34 from Cardigan”.',
    },
    cy: {
      title: 'Enw cyn cyhuddo',
      what: 'Mae hwn yn edrych fel enw rhywun sydd wedi’i arestio ond heb ei gyhuddo.',
      why: 'Nid yw’r heddlu’n enwi neb cyn cyhuddo, ac eithrio’n anaml iawn ar ôl cytuno ymlaen llaw.',
      instead: 'Rhowch oedran, rhyw ac ardal: “dyn 34 oed o Aberteifi”.',
    },
  },
  'sentence.comment': {
    en: {
      title: 'A view on a sentence',
      what: 'This comments on what a court has decided.',
      why: 'Sentencing is the court’s business; a remark on it from the police costs trust.',
      instead: 'Report the sentence plainly, and thank those who helped to bring the case.',
    },
    cy: {
      title: 'Barn ar ddedfryd',
      what: 'Mae hyn yn rhoi barn ar benderfyniad llys.',
      why: 'Mater i’r llys yw dedfrydu; mae sylw gan yr heddlu yn costio ymddiriedaeth.',
      instead: 'Nodwch y ddedfryd yn blaen, a diolchwch i’r rhai a helpodd i ddod â’r achos.',
    },
  },
  'identity.complainant': {
    en: {
      title: 'Could somebody be recognised?',
      what: 'Next to a sexual offence, this gives a detail about a person.',
      why: 'People who report such offences have anonymity for life. A place, a job or a relative can be enough to know who it is.',
      instead: 'Take the detail out. If you are unsure, ask Corporate Communications first.',
    },
    cy: {
      title: 'A ellid adnabod rhywun?',
      what: 'Wrth sôn am drosedd rywiol, mae hyn yn rhoi manylyn am berson.',
      why: 'Mae gan bobl sy’n adrodd am droseddau o’r fath hawl i aros yn ddienw am oes. Gall lle, swydd neu berthynas fod yn ddigon i wybod pwy yw’r person.',
      instead: 'Tynnwch y manylyn. Os nad ydych yn siŵr, gofynnwch i Gyfathrebu Corfforaethol yn gyntaf.',
    },
  },
  'identity.under-18': {
    en: {
      title: 'A young person in a case',
      what: 'Next to an arrest or a charge, this may show who somebody under 18 is.',
      why: 'The law protects the identity of under-18s in proceedings.',
      instead: 'Keep to age and district; leave out names, schools, families and pictures.',
    },
    cy: {
      title: 'Person ifanc mewn achos',
      what: 'Wrth sôn am arestio neu gyhuddo, gall hyn ddangos pwy yw rhywun dan 18 oed.',
      why: 'Mae’r gyfraith yn diogelu hunaniaeth pobl dan 18 oed mewn achosion.',
      instead: 'Cadwch at oedran ac ardal; gadewch enwau, ysgolion, teuluoedd a lluniau allan.',
    },
  },
  'dignity.offence-joke': {
    en: {
      title: 'Not a matter for a light tone',
      what: 'A sexual offence stands beside sport or a joke.',
      why: 'Those who have lived through it read this too, and may not come forward.',
      instead: 'Find another way to say it, or leave this one unsaid.',
    },
    cy: {
      title: 'Nid mater i’w drafod yn ysgafn',
      what: 'Mae trosedd rywiol yma ochr yn ochr â chwaraeon neu jôc.',
      why: 'Mae’r rhai sydd wedi byw drwyddi’n darllen hyn hefyd, ac efallai na ddônt ymlaen.',
      instead: 'Dewch o hyd i ffordd arall o’i ddweud, neu peidiwch â’i ddweud.',
    },
  },
  'dignity.offence-in-reply': {
    en: {
      title: 'A sexual offence in a reply',
      what: 'Your reply speaks of a sexual offence.',
      why: 'Out of the thread it may read as careless, and the person may need help.',
      instead: 'Read it as a stranger would; say where to report and who can help, and go on in private.',
    },
    cy: {
      title: 'Trosedd rywiol mewn ateb',
      what: 'Mae eich ateb yn sôn am drosedd rywiol.',
      why: 'Allan o’r edefyn gall ddarllen yn ddifeddwl, ac efallai fod angen help ar y person.',
      instead:
        'Darllenwch ef fel y byddai dieithryn; dywedwch ble i adrodd a phwy all helpu, a pharhewch yn breifat.',
    },
  },
  'dignity.mocking': {
    en: {
      title: 'At somebody’s expense?',
      what: 'This may make fun of somebody.',
      why: 'The force serves them too, and their family reads along.',
      instead: 'Tell what happened without the jibe; the story usually stands by itself.',
    },
    cy: {
      title: 'Ar draul rhywun?',
      what: 'Gall hyn wneud hwyl am ben rhywun.',
      why: 'Mae’r heddlu’n eu gwasanaethu nhw hefyd, ac mae eu teulu’n darllen.',
      instead: 'Dywedwch beth a ddigwyddodd heb y gwawd; gan amlaf mae’r stori’n sefyll ar ei thraed ei hun.',
    },
  },
  'dignity.blaming': {
    en: {
      title: 'Blaming the one it happened to?',
      what: 'This may lay the blame on whoever suffered.',
      why: 'Those who feel blamed do not report.',
      instead: 'Speak of what the offender chose to do, and of what helps people to stay safe.',
    },
    cy: {
      title: 'Beio’r un a ddioddefodd?',
      what: 'Gall hyn roi’r bai ar bwy bynnag a ddioddefodd.',
      why: 'Nid yw pobl sy’n teimlo eu bod yn cael eu beio yn adrodd am droseddau.',
      instead:
        'Soniwch am yr hyn a ddewisodd y troseddwr ei wneud, ac am yr hyn sy’n helpu pobl i gadw’n ddiogel.',
    },
  },
  'dignity.labels': {
    en: {
      title: 'People first',
      what: 'This word puts a label in place of a person.',
      why: 'Those it names hear that the police do not see them.',
      instead: 'Name the person first: “people sleeping rough”, “a man who was unwell”.',
    },
    cy: {
      title: 'Y person yn gyntaf',
      what: 'Mae’r gair hwn yn rhoi label yn lle person.',
      why: 'Bydd y rhai a enwir yn clywed nad yw’r heddlu’n eu gweld.',
      instead: 'Enwch y person yn gyntaf: “pobl sy’n cysgu allan”, “dyn oedd yn sâl”.',
    },
  },
  'profanity.words': {
    en: {
      title: 'Strong language',
      what: 'This is a swear word.',
      why: 'It will be what people remember of the post.',
      instead: 'Choose a milder word, or leave it out.',
    },
    cy: {
      title: 'Iaith gref',
      what: 'Rheg yw hon.',
      why: 'Dyna fydd pobl yn ei gofio am y neges.',
      instead: 'Dewiswch air mwynach, neu gadewch ef allan.',
    },
  },
  'politics.sides': {
    en: {
      title: 'Taking sides',
      what: 'This speaks for or against a party, a candidate or a cause at the polls.',
      why: 'The police serve everybody, and before an election even a hint of a side counts.',
      instead: 'Keep to policing. Facts about voting safely are fine.',
    },
    cy: {
      title: 'Ochri’n wleidyddol',
      what: 'Mae hyn yn siarad o blaid neu yn erbyn plaid, ymgeisydd neu achos mewn pleidlais.',
      why: 'Mae’r heddlu’n gwasanaethu pawb, a chyn etholiad mae hyd yn oed awgrym o ochri yn cyfrif.',
      instead: 'Cadwch at blismona. Mae ffeithiau am bleidleisio’n ddiogel yn iawn.',
    },
  },
  'personal.phone': {
    en: {
      title: 'A telephone number',
      what: 'This looks like somebody’s telephone number.',
      why: 'Once posted it cannot be called back.',
      instead: 'Give 101, the force’s own number or a link to the contact form.',
    },
    cy: {
      title: 'Rhif ffôn',
      what: 'Mae hwn yn edrych fel rhif ffôn rhywun.',
      why: 'Unwaith y caiff ei bostio, nid oes modd ei gael yn ôl.',
      instead: 'Rhowch 101, rhif yr heddlu ei hun neu ddolen i’r ffurflen gysylltu.',
    },
  },
  'personal.email': {
    en: {
      title: 'An e-mail address',
      what: 'This looks like somebody’s e-mail address.',
      why: 'Once posted it will be collected and written to.',
      instead: 'Give the team’s published address or a link to the contact form.',
    },
    cy: {
      title: 'Cyfeiriad e-bost',
      what: 'Mae hwn yn edrych fel cyfeiriad e-bost rhywun.',
      why: 'Unwaith y caiff ei bostio, caiff ei gasglu a’i ddefnyddio.',
      instead: 'Rhowch gyfeiriad cyhoeddedig y tîm neu ddolen i’r ffurflen gysylltu.',
    },
  },
  'personal.postcode': {
    en: {
      title: 'A full postcode',
      what: 'This is a full postcode.',
      why: 'It may stand for no more than a few homes.',
      instead: 'For a public place it is fine; for somebody’s home give the town or the area.',
    },
    cy: {
      title: 'Cod post llawn',
      what: 'Cod post llawn yw hwn.',
      why: 'Efallai mai dim ond ychydig gartrefi sydd y tu ôl iddo.',
      instead: 'Mae’n iawn ar gyfer lle cyhoeddus; ar gyfer cartref rhywun rhowch y dref neu’r ardal.',
    },
  },
  'personal.address': {
    en: {
      title: 'A home address',
      what: 'This looks like a full address.',
      why: 'It tells strangers where somebody lives.',
      instead: 'Give the street or the area at most.',
    },
    cy: {
      title: 'Cyfeiriad cartref',
      what: 'Mae hwn yn edrych fel cyfeiriad llawn.',
      why: 'Mae’n dweud wrth ddieithriaid ble mae rhywun yn byw.',
      instead: 'Rhowch y stryd neu’r ardal ar y mwyaf.',
    },
  },
  'personal.plate': {
    en: {
      title: 'A registration mark',
      what: 'This looks like a vehicle’s registration mark.',
      why: 'It leads to a person, who may not be the one you mean.',
      instead: 'Give make and colour, unless the appeal needs the mark and that has been agreed.',
    },
    cy: {
      title: 'Rhif cofrestru',
      what: 'Mae hwn yn edrych fel rhif cofrestru cerbyd.',
      why: 'Mae’n arwain at berson, ac efallai nid y person sydd gennych mewn golwg.',
      instead: 'Rhowch wneuthuriad a lliw, oni bai bod angen y rhif ar yr apêl a bod hynny wedi’i gytuno.',
    },
  },
  'personal.insurance-number': {
    en: {
      title: 'A National Insurance number',
      what: 'This looks like a National Insurance number.',
      why: 'It opens the door to identity theft.',
      instead: 'Take it out, and look for it in the picture too.',
    },
    cy: {
      title: 'Rhif Yswiriant Gwladol',
      what: 'Mae hwn yn edrych fel rhif Yswiriant Gwladol.',
      why: 'Mae’n agor y drws i ddwyn hunaniaeth.',
      instead: 'Tynnwch ef, a chwiliwch amdano yn y llun hefyd.',
    },
  },
  'personal.birth-date': {
    en: {
      title: 'A date of birth',
      what: 'This looks like somebody’s date of birth.',
      why: 'With a name it is enough to pass for that person.',
      instead: 'Give the age.',
    },
    cy: {
      title: 'Dyddiad geni',
      what: 'Mae hwn yn edrych fel dyddiad geni rhywun.',
      why: 'Gydag enw, mae’n ddigon i gymryd arnoch mai chi yw’r person hwnnw.',
      instead: 'Rhowch yr oedran.',
    },
  },
  'bio.disclaimer': {
    en: {
      title: 'This line does not protect you',
      what: 'This says that views are your own or that sharing is no endorsement.',
      why: 'On a police account every word counts as the police’s, in law and in standards.',
      instead: 'Use the space to say who you are and how to reach you.',
    },
    cy: {
      title: 'Nid yw’r llinell hon yn eich amddiffyn',
      what: 'Mae hyn yn dweud mai eich barn chi yw hi, neu nad yw rhannu’n gyfystyr â chymeradwyo.',
      why: 'Ar gyfrif heddlu mae pob gair yn cyfrif fel gair yr heddlu, o ran y gyfraith ac o ran safonau.',
      instead: 'Defnyddiwch y lle i ddweud pwy ydych chi a sut i gysylltu.',
    },
  },
  'password.like': {
    en: {
      title: 'Is this a password?',
      what: 'This looks like a password.',
      why: 'Corporate Communications alone may have it. Once posted it is everybody’s.',
      instead: 'Take it out. If it was one, change it now and log the change in Cordon.',
    },
    cy: {
      title: 'Ai cyfrinair yw hwn?',
      what: 'Mae hwn yn edrych fel cyfrinair.',
      why: 'Dim ond Cyfathrebu Corfforaethol a ddylai ei gael. Unwaith y caiff ei bostio, mae gan bawb.',
      instead: 'Tynnwch ef. Os cyfrinair ydoedd, newidiwch ef nawr a chofnodwch y newid yn Cordon.',
    },
  },
};

/**
 * The words for a finding, in the language asked for.
 * @throws RangeError for a rule Cordon has no words for; a pack with such a rule fails its test.
 */
export function ruleText(rule: string, language: GuidanceLanguage): RuleText {
  const texts = RULES[rule];
  if (!texts) throw new RangeError(`no words for rule ${rule}`);
  return texts[language];
}
