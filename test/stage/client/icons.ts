/** Plain line drawings for the stand-in sites, 24 units square: no font need hold them, and no real site's are copied. */
export const ICONS = {
  home: 'M4 11 12 4l8 7v9h-5v-6H9v6H4z',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zm5 11.5L21 21',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l2 2H4zm4 3h4',
  mail: 'M3 6h18v12H3zm0 0 9 7 9-7',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c1-5 4-7 8-7s7 2 8 7',
  people:
    'M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2 20c1-4 3-6 7-6s6 2 7 6M16 5a3.5 3.5 0 0 1 0 7m1 2c3 0 4.500 2 5 6',
  settings: 'M4 7h10m4 0h2M4 17h2m4 0h10M16 4v6M8 14v6',
  pen: 'M4 20l1-5L16 4l4 4L9 19zM14 6l4 4',
  reply: 'M4 5h16v11H11l-5 4v-4H4z',
  repost: 'M5 8h11l-3-3m3 3-3 3M19 16H8l3-3m-3 3 3 3',
  like: 'M12 20S4 15 4 9.500A4.300 4.300 0 0 1 12 7.500 4.300 4.300 0 0 1 20 9.500C20 15 12 20 12 20z',
  thumb: 'M4 11h4v9H4zm4 0 4-7c2 0 2.500 1.500 2 3l-1 3h6l-1.500 10H8',
  share: 'M14 5l7 6-7 6v-4C8 13 5 15 3 19c0-6 4-10 11-10z',
  bookmark: 'M6 4h12v17l-6-5-6 5z',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  picture: 'M4 5h16v14H4zm0 11 5-5 5 5 3-3 3 3M15 9h.01',
  gif: 'M3 6h18v12H3zm6 4H6v4h3v-2M12 10v4m3 0v-4h3m-3 2h2',
  poll: 'M5 5v14M5 8h12v3H5M5 14h8v3H5',
  smile: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM9 10h.01M15 10h.01M8.500 14c2 2.500 5 2.500 7 0',
  calendar: 'M4 6h16v14H4zm0 4h16M8 4v4m8-4v4',
  pin: 'M12 21s-6-6-6-11a6 6 0 0 1 12 0c0 5-6 11-6 11zm0-13v4',
  plus: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6L6 18',
  send: 'M4 12 20 4l-4 16-4-7z',
  info: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 11v5M12 8h.01',
  globe: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM4 12h16M12 4c-4 5-4 11 0 16 4-5 4-11 0-16',
  chevron: 'M6 9l6 6 6-6',
} as const;
/** The name of one of the drawings. */
export type IconName = keyof typeof ICONS;
