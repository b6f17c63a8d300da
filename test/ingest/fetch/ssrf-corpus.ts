/** Hosts that lead into a private network, or would if a resolver or parser read them as it might. */
export const privateHosts: readonly string[] = [
  // 127.0.0.1 in dots
  ...[
    '127.0.0.1',
    '127.0.0.1.',
    '127.1',
    '127.0.1',
    '127.255.255.254',
    '127.0.0.2',
    '127.127.127.127',
    '127.1.',
    '127.0.1.',
  ],
  // hexadecimal, octal, decimal and mixed
  ...[
    '0x7f.1',
    '0x7f000001',
    '0x7F.0x0.0x0.0x1',
    '0X7F.0.0.1',
    '0x7f.0.0.0x1',
    '0x7f.0.1',
    '0x7f.0x1',
    '0x0000007f000001',
  ],
  ...['017700000001', '0177.0.0.1', '0177.0.0.01', '00000177.1', '0177.1', '0177.0x0.0.1', '00000000000000177.0.0.1'],
  ...['2130706433', '2130706433.', '127.0.0x1', '127.0x0.0x1', '127.00.00.01', '0x7f.00.1', '127.1.0x1'],
  ...['2130706434', '2147483647', '0x7fffffff', '127.65535', '127.0xffffff', '127.16777215'],
  // nowhere and everywhere
  ...['0', '0.0.0.0', '0x0', '00.0x0', '0.0.0.1', '0.1', '0.255.255.255', '00000000', '000.000.000.000', '0.'],
  ...['255.255.255.255', '4294967295', '0xffffffff', '037777777777', '240.0.0.1', '250.1.2.3', '0xf0000001'],
  ...['224.0.0.1', '239.255.255.250', '0xe0000001', '233.252.0.1'],
  // names
  ...[
    'localhost',
    'LOCALHOST',
    'localhost.',
    'LocalHost.',
    'sentinel.localhost',
    'a.b.localhost.',
    'localhost.localdomain',
  ],
  ...['ip6-localhost', 'ip6-loopback', 'loopback', 'broadcasthost', 'local', 'localhost6', 'localhost6.localdomain6'],
  ...['metadata.google.internal', 'metadata.google.internal.', 'metadata', 'METADATA.GOOGLE.INTERNAL', 'instance-data'],
  ...[
    'kubernetes.default.svc',
    'kubernetes.default.svc.cluster.local',
    'host.docker.internal',
    'gateway.docker.internal',
  ],
  ...['internal', 'intranet', 'router.lan', 'nas.local', 'db.internal', 'consul.service.consul'],
  // other scripts, dots and escapes
  ...['①②⑦.⓪.⓪.①', '127。0。0。1', '127．0．0．1', '127｡0｡0｡1', '１２７.0.0.1', '１２７．０．０．１', '𝟏𝟐𝟕.𝟎.𝟎.𝟏'],
  ...['ｌｏｃａｌｈｏｓｔ', 'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ', 'localhoſt', 'loc\u00adalhost', 'local\u200bhost', '𝓵𝓸𝓬𝓪𝓵𝓱𝓸𝓼𝓽'],
  ...['%31%32%37.0.0.1', '127.0.0.%31', '%6c%6f%63%61%6c%68%6f%73%74', '127%2e0%2e0%2e1', '0%78%37f.1'],
  // IPv6
  ...['[::1]', '[0:0:0:0:0:0:0:1]', '[::0001]', '[0000:0000:0000:0000:0000:0000:0000:0001]', '[0::1]', '[::0:1]'],
  ...['[::]', '[0:0:0:0:0:0:0:0]', '[::0]', '[0::0]', '[::2]'],
  // IPv4 inside IPv6: mapped, compatible, translated, NAT64, 6to4, Teredo, ISATAP
  ...['[::ffff:127.0.0.1]', '[::fFFf:7f00:1]', '[0:0:0:0:0:ffff:127.0.0.1]', '[::ffff:7f00:0001]', '[::ffff:0a00:1]'],
  ...['[::127.0.0.1]', '[::7f00:1]', '[::ffff:0:127.0.0.1]', '[::10.0.0.1]', '[::ffff:10.0.0.1]', '[::ffff:0.0.0.0]'],
  ...['[64:ff9b::127.0.0.1]', '[64:ff9b::7f00:1]', '[64:ff9b:1::7f00:1]', '[64:ff9b::a9fe:a9fe]', '[64:ff9b::a00:1]'],
  ...['[2002:7f00:1::]', '[2002:7f00:0001::1]', '[2002:a00:1::]', '[2002:a9fe:a9fe::]', '[2002:c0a8:1::1]'],
  ...['[2001:0:7f00:1::]', '[2001::1]', '[2001:0:0:0:0:0:80ff:fffe]', '[fe80::5efe:127.0.0.1]', '[::ffff:192.168.0.1]'],
  // IPv6 of networks of one's own
  ...['[fe80::1]', '[febf::1]', '[fc00::1]', '[fd00::1]', '[fdff:ffff::1]', '[fec0::1]', '[fd12:3456:789a:1::1]'],
  ...['[fe80::1%25eth0]', '[fe80::1%eth0]', '[::1%25lo]', '[::1%lo]', '[fe80::1%251]'],
  ...['[ff01::1]', '[ff02::1]', '[ff05::1:3]', '[2001:db8::1]', '[3fff::1]', '[100::1]', '[5f00::1]', '[4000::1]'],
  // IPv4 of networks of one's own
  ...['10.0.0.1', '10.1', '10.255.255.255', '0xa000001', '012.0.0.1', '167772161', '0xa.1', '10.0.0.1.'],
  ...['172.16.0.1', '172.31.255.254', '0xac100001', '2886729729', '172.16.1', '0254.020.0.1'],
  ...['192.168.0.1', '192.168.1', '192.168.255.255', '0xc0a80001', '3232235521', '0300.0250.0.1', '192.168.257'],
  ...['100.64.0.1', '100.127.255.254', '100.100.100.200', '0x64400001', '0144.0100.0.1'],
  ...[
    '192.0.0.1',
    '192.0.0.192',
    '192.0.2.1',
    '198.18.0.1',
    '198.19.255.255',
    '198.51.100.1',
    '203.0.113.1',
    '192.88.99.1',
  ],
  // what clouds tell their machines
  ...['169.254.169.254', '169.254.169.254.', '0xa9fea9fe', '2852039166', '0251.0376.0251.0376', '169.254.43518'],
  ...[
    '0xa9.254.0251.254',
    '169.254.170.2',
    '169.254.169.253',
    '169.254.0.1',
    '[::ffff:169.254.169.254]',
    '[::ffff:a9fe:a9fe]',
  ],
  ...['[fd00:ec2::254]', '[fd00:ec2::23]', '[fd20:ce::254]', '168.63.129.16', '0xa83f8110'],
  // what some parsers read as two hosts
  ...['127.0.0.1\\@board.example', 'board.example#@127.0.0.1', '127.0.0.1#board.example', '127.0.0.1?board.example'],
  ...[
    '127.0.0.1\t',
    '127.0.0\n.1',
    ' 127.0.0.1',
    '127.0.0.1%00.board.example',
    '127.0.0.1%09',
    '127.0.0.1;board.example',
  ],
];

/** Whole URLs that are refused before anything is looked up. `{port}` is the sentinel's. */
export const refusedUrls: readonly string[] = [
  ...[
    'file:///etc/passwd',
    'file://localhost/etc/passwd',
    'FILE:///etc/passwd',
    'file:/etc/passwd',
    'file:\\\\host\\share',
  ],
  ...[
    'gopher://127.0.0.1:{port}/_GET',
    'ftp://127.0.0.1/',
    'ftps://127.0.0.1/',
    'sftp://127.0.0.1/',
    'tftp://127.0.0.1/',
  ],
  ...['data:application/json,{}', 'javascript:fetch("http://127.0.0.1")', 'blob:http://127.0.0.1/x', 'about:blank'],
  ...[
    'ldap://127.0.0.1/',
    'dict://127.0.0.1:{port}/',
    'jar:http://127.0.0.1!/',
    'netdoc:///etc/passwd',
    'ws://127.0.0.1/',
  ],
  ...[
    'wss://127.0.0.1/',
    'unix:/var/run/docker.sock',
    'http+unix://%2Fvar%2Frun%2Fdocker.sock/',
    'view-source:http://127.0.0.1/',
  ],
  ...[
    'http://board.example/',
    'http://127.0.0.1/',
    'HTTP://LOCALHOST/',
    'https://board.example:8443/',
    'https://board.example:80/',
  ],
  ...[
    'https://board.example:22/',
    'https://board.example:{port}/',
    'https://127.0.0.1:{port}/',
    'https://[::1]:{port}/',
  ],
  ...[
    'https://user@127.0.0.1/',
    'https://user:word@board.example/',
    'https://board.example@127.0.0.1/',
    'https://:@[::1]/x@y',
  ],
  ...[
    'https://board.example:443@127.0.0.1:{port}/',
    'https://127.0.0.1:{port}@board.example/',
    'https://board.example%40127.0.0.1/',
  ],
  ...[
    '//127.0.0.1/',
    '/etc/passwd',
    '127.0.0.1',
    'https://',
    'https:',
    'https:///',
    'http://[::1',
    'https://[::ffff:127.0.0.1',
    '',
  ],
  ...[
    'https://127.0.0.1:99999/',
    'https://256.256.256.256/',
    'https://1.2.3.4.5/',
    'https://0x100000000/',
    'https://4294967296/',
  ],
];
