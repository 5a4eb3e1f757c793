# Third parties

What archsim's command line runs on, with the licence of each as its Maven artefact states it.
Written by the build: after a change of a dependency run
`mvn -q -B -pl archsim/cli -am -DskipTests generate-test-resources && cp archsim/cli/target/THIRD-PARTY.md .`

<#-- Artefacts of one project that differ in their classifier only (native code of a platform) are one line. -->
<#assign seen = []>
| artefact | version | licence | home |
|---|---|---|---|
<#list dependencyMap as entry>
<#assign project = entry.getKey()>
<#assign line = "| " + project.groupId + ":" + project.artifactId + " | " + project.version + " | " + entry.getValue()?join(" or ") + " | " + (project.url!"") + " |">
<#if project.groupId != "archsim" && !seen?seq_contains(line)>
<#assign seen = seen + [line]>
${line}
</#if>
</#list>

## Known faults that stay

ND4J 1.0.0-M2.1 carries older libraries inside its own artefacts under other package names, which no dependency management can replace.
What it asks for by name is overridden in the top `pom.xml` (Commons Codec, Collections, Compress, IO, Lang and Net).

| inside | what | faults | why nothing of archsim gets there |
|---|---|---|---|
| org.nd4j:jackson | SnakeYAML 1.26 | CVE-2022-1471, CVE-2022-25857 | reads YAML; archsim reads it by SnakeYAML Engine, without classes |
| org.nd4j:jackson | Jackson databind 2.13.3 | CVE-2022-42003, CVE-2022-42004 | binds JSON; archsim's JSON goes through Parsson and Yasson |
| org.nd4j:jackson | Woodstox 5.1.0 | CVE-2022-40152 | reads XML; archsim reads none |
| org.nd4j:protobuf | Protocol Buffers 3.21.2 | CVE-2024-7254 | reads messages; ONNX files are read by archsim's own bounded reader |
| org.nd4j:guava | Guava 30.1.1 | CVE-2023-2976 | makes temporary folders; nothing that archsim calls does |

archsim knows six classes of ND4J (arrays of numbers, their buffers and types, the factory, the threads of its products), held to them by `ArchitectureTest`, and
calls nothing of them that reads a file or a stream. Only `archsim compress` loads them; the job for a Spark cluster is without ND4J.
