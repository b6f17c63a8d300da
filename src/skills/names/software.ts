/** Languages, frameworks, infrastructure and practices of people who build software. */
export const software = `
JavaScript: js, ecmascript, es6; TypeScript: ts; Python: python3; Java; Kotlin; Scala; Groovy; Clojure
~C: =ANSI C; C++: cpp, c plus plus; C#: csharp, c sharp; F#: fsharp; .NET: dotnet, net core, net framework, .net core
ASP.NET: asp net core; VB.NET: visual basic; VBA; =Go: golang; =Rust: rustlang; =Swift: swiftui; Objective-C: objective c, objc
~R: rstudio, tidyverse; PHP; Perl; Ruby; Ruby on Rails: rails, ror; =Dart; Elixir; Erlang; Haskell; OCaml; Lua; Julia
MATLAB; COBOL; Fortran; Solidity; Bash: shell scripting, bash scripting, shell scripts; PowerShell; Assembly: assembly language
HTML: html5; CSS: css3; Sass: scss; =Less CSS; Tailwind CSS: tailwind, tailwindcss; =Bootstrap
=React: reactjs, react js; React Native: react-native; Redux; Next.js: nextjs; Vue.js: =Vue, vuejs; Nuxt: nuxtjs, nuxt js
=Angular: angularjs, angular js; =Svelte: sveltekit; Ember.js: emberjs; jQuery; Three.js: threejs; WebGL; WebAssembly: wasm
Node.js: nodejs, =Node; Express.js: expressjs, =Express; NestJS: nest js; Fastify; =Deno; Webpack; =Vite
Django; =Flask; FastAPI: fast api; =Spring: spring framework; Spring Boot: springboot; Hibernate; Laravel; Symfony; WordPress; Drupal
GraphQL; REST: restful, restful api, restful apis, rest api, rest apis; gRPC; SOAP: =SOAP API; WebSockets: websocket; OpenAPI: =Swagger
Microservices: microservice, micro services; Event-driven architecture: event driven; Distributed systems: distributed system
SQL; PostgreSQL: postgres, psql; MySQL; MariaDB; SQLite; SQL Server: mssql, ms sql, microsoft sql server, t sql, tsql; Oracle Database: oracle db, pl sql, plsql
MongoDB: mongo; Redis; Cassandra; DynamoDB; Elasticsearch: elastic search, opensearch; Neo4j; ClickHouse; CouchDB; Firebase: firestore; Supabase; NoSQL
Kafka: apache kafka; RabbitMQ: rabbit mq; NATS; ActiveMQ; Celery; Prisma; Sequelize; TypeORM
AWS: amazon web services; Azure: microsoft azure; Google Cloud: gcp, google cloud platform; Heroku; Vercel; Cloudflare; DigitalOcean
EC2; AWS Lambda; S3: =Amazon S3; CloudFormation; Serverless; OpenStack; VMware
Docker; Kubernetes: k8s; =Helm; Terraform; Pulumi; Ansible; =Puppet; =Chef; Jenkins; GitHub Actions; GitLab CI; CircleCI; Argo CD: argocd
CI/CD: ci cd, continuous integration, continuous delivery, continuous deployment; DevOps: dev ops; SRE: site reliability, site reliability engineering
Prometheus; Grafana; Datadog; Splunk; New Relic; OpenTelemetry; Sentry; Observability
Linux: ubuntu, debian, red hat, rhel; Unix; Windows Server; Active Directory; macOS; Nginx; Apache HTTP Server: apache httpd
Git; GitHub; GitLab; Bitbucket; SVN: subversion; Jira; Confluence
Networking: computer networking, tcp ip; Cisco: ccna, ccnp; DNS; VPN; Firewalls: firewall
Cybersecurity: cyber security, information security, infosec; Penetration testing: pentesting, pen testing; SIEM; OWASP; Cryptography; IAM: identity and access management; OAuth: oauth2; SAML; ISO 27001
iOS: ios development; Android: android development; Flutter; Xamarin; Ionic; Jetpack Compose; Unity: unity3d; Unreal Engine: unreal; Game development: game dev
Embedded systems: embedded software; Firmware; RTOS: freertos; Arduino; Raspberry Pi; FPGA; VHDL; Verilog; PLC: plc programming; ROS: robot operating system; IoT: internet of things; CAN bus
Unit testing: unit tests; Test automation: automated testing, test automation engineer; TDD: test driven development; QA: quality assurance, software testing, manual testing; Selenium; =Cypress; Playwright; =Jest; Vitest; JUnit; Pytest; Postman; =Cucumber; Performance testing: load testing; Appium
Agile: agile development; Scrum; Kanban; =SAFe: scaled agile; System design; Object-oriented programming: oop, object oriented; Functional programming; Design patterns; Data structures; Algorithms; API design
Blockchain: ethereum, web3; Accessibility: wcag, a11y, web accessibility; Technical writing; Code review: code reviews; Technical support: it support, help desk, helpdesk; ServiceNow; ITIL
CoffeeScript; Backbone.js: backbonejs; D3.js: d3js; JSON; XML: xslt; PhoneGap: cordova; RSpec; Memcached: memcache; Solr: apache solr; Sinatra; Vagrant; HBase; OpenGL; Vulkan; CUDA; OpenCL; Bitcoin; Ajax; Akka; =Gulp; =Grunt; PostGIS; CentOS
ZooKeeper: apache zookeeper; Istio; Kibana; Logstash; HAProxy; Tomcat: apache tomcat; Maven: apache maven; Gradle; Bazel; CMake; =Qt; Grails; CodeIgniter; CakePHP; SQLAlchemy; Socket.IO; Knockout.js: knockoutjs; =Mocha; =Jasmine; Puppeteer; WebRTC; MQTT; ZeroMQ
Protocol Buffers: protobuf; =Avro; =Parquet; Trino; Hazelcast; Couchbase; RethinkDB; InfluxDB; TimescaleDB; Cosmos DB: cosmosdb; EKS; Fargate; SQS; CloudWatch; Azure DevOps; TeamCity; Travis CI; SonarQube; Nagios; Zabbix; Wireshark; Metasploit; Burp Suite; Okta; LDAP; Kerberos; BGP; OSPF; MPLS
Yocto; QNX; VxWorks; Simulink; LabVIEW; SystemVerilog; AUTOSAR; Altium: altium designer; ABAP; SAP HANA; Power Apps: powerapps; Power Automate; Dynamics 365; LLVM; Compilers: compiler; Multithreading: multi threading, multithreaded; Web services: web service; Web scraping; Computer graphics; Virtual reality; Augmented reality; Mainframe; RPA: robotic process automation; UiPath
`;
