package archsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every command: streams, exit codes, help. */
class UsageTest {

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void helpIsAResult(String option) {
        Outcome outcome = Outcome.of(option);

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).startsWith("Usage: archsim").contains("compress", "list", "show", "validate");
        assertThat(outcome.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "compress",
                "evaluate",
                "import",
                "import-config",
                "prune",
                "storage",
                "sweep",
                "analyse",
                "validate",
                "memory",
                "list",
                "show",
                "generate-completion"
            })
    void everyCommandExplainsItself(String command) {
        Outcome outcome = Outcome.of(command, "--help");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).startsWith("Usage: archsim " + command);
    }

    @Test
    void theVersionNamesTheCommitToo() {
        Outcome outcome = Outcome.of("--version");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).matches("archsim \\d+\\.\\d+\\.\\d+\\Rcommit ([0-9a-f]{40}|unknown)\\RJava .*\\R");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        comprss              | there is no command 'comprss', did you mean "compress"?
        list nonsense        | archsim: KIND must be one of networks, llms, densities, models, accelerators, memories, configs, studies, was nonsense
        list --format jsn    | archsim: --format must be one of text, json, csv, was jsn, did you mean "json"?
        list --fromat        | unknown option '--fromat', did you mean "--format"?
        --config x --fidelity exact | must be one of event, analytical, was exact
        list -v              | unknown option '-v', did you mean "-V"?
        explain AS999        | CODE must be one of AS100, AS101, AS102, AS103, AS104, AS105, AS106, AS107, AS108, AS109, AS110, AS111, AS112, was AS999
        run --confg x        | unknown option '--confg', did you mean "--config"?
        run                  | Missing required option: '--config=FILE|NAME'
        storage m --bits 33  | --bits must be 1 to 32, was 33
        storage m --index-bits some | --index-bits must be auto or 1 to 16, was some
        storage m --pes 0    | --pes must be 1 to 65536, was 0
        import f -o m --input-size 8 | --input-size must be HxW, was 8
        import f -o m --layer conv   | --layer must be NAME:KEY=N,..., was conv
        prune m -o n --scheme filter | --rate must be 1 to 1000000, was not given
        prune m -o n --scheme dense  | --scheme dense only quantises: it takes --bits and no --rate
        prune m -o n --scheme fliter --rate 2 | did you mean "filter"
        prune m -o n --scheme pattern --rate 2 --library-size 57 | --library-size must be 1 to 56, was 57
        prune m -o n --scheme 4:2    | --scheme N:M must have 1 <= N < M <= 256, was 4:2
        prune m -o n --scheme nm --rate 3 | --rate must be left out of --scheme 2:4, was 3.0
        memory               | Missing required parameter: 'NAME'
        memory hbm2 --pattern diagonal  | must be one of sequential, random, was diagonal
        memory hbm2 --write-share 1.5   | --write-share must be 0 to 1, was 1.5
        memory hbm2 --write-share NaN   | --write-share must be 0 to 1, was NaN
        memory hbm2 --load 0            | --load must be 0.000001 to 1, was 0.0
        memory hbm2 --load fast         | archsim: --load must be a number, was fast
        show                 | Missing required parameter: 'NAME'
        compress             | Missing required option: '--config=FILE|NAME'
        data                 | get is needed
        data get             | Missing required parameter: 'NAME'
        compress --config lenet5-dense --threads 0   | --threads must be 1 to 1024, was 0
        compress --config lenet5-dense --threads 1.5 | archsim: --threads must be a whole number, was 1.5
        compress --config lenet5-dense --seed one    | archsim: --seed must be a whole number, was one
        compress --config lenet5-dense --method l3   | must be one of admm, one-shot, iterative, l1, l2, projected-gradient, was l3
        compress --config lenet5-dense --resume --force | --resume and --force cannot both be given
        """)
    void wrongUsageIsTold(String line, String message) {
        Outcome outcome = Outcome.of(line.strip().split(" +"));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains(message).contains("--help'.").doesNotContain("\tat ");
    }

    /** Any two letters are one keystroke apart. */
    @Test
    void noOtherLetterIsSuggestedForAnOptionOfOne() {
        assertThat(Outcome.of("init", "run", "-o").err()).doesNotContain("did you mean");
    }

    @Test
    void archsimAloneSaysWhatItNeeds() {
        Outcome outcome = Outcome.of();

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("archsim: a command or --config FILE|NAME is needed");
    }

    /** A disk that is full, say: what archsim prints is lost, so it must not claim to be done. */
    @Test
    void aResultThatCannotBeWrittenIsAFailure() {
        var err = new StringWriter();
        var broken = new PrintWriter(new Writer() {
            @Override
            public void write(char[] characters, int offset, int length) throws IOException {
                throw new IOException("no space left");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });

        int exitCode = new Archsim(broken, new PrintWriter(err, true)).execute("list");

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString()).contains("could not be written to standard output");
    }

    @Test
    void completionKnowsTheCommands() {
        Outcome outcome = Outcome.of("generate-completion");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .startsWith("#!/usr/bin/env bash")
                .contains("compress", "validate", "networks")
                .contains("\"event\" \"analytical\"")
                .contains("\"lpddr4-2400\"");
    }
}
