package archsim.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import archsim.base.json.StrictJson;
import archsim.sweep.ConfigPath.LeadsNowhereException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigPathTest {

    private static JsonObject json(String text) {
        return StrictJson.parseObject("test", text.replace('\'', '"'));
    }

    private static JsonObject set(String config, String pointer) {
        return ConfigPath.parse(pointer).in(json(config), Json.createValue(7));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/memory              | {'memory': 'x'}                | {'memory': 7}",
                "/seed                | {'memory': 'x'}                | {'memory': 'x', 'seed': 7}",
                "/workloads/1/a       | {'workloads': [{}, {'a': 1}]}  | {'workloads': [{}, {'a': 7}]}",
                "/a~1b/c~0d           | {'a/b': {'c~d': 1}}            | {'a/b': {'c~d': 7}}",
                "/accelerator/clockMhz| {'accelerator': 'scnn'} | {'accelerator': {'base': 'scnn', 'clockMhz': 7}}",
                "/accelerator/peArray/rows| {'accelerator': {'base': 'scnn'}} | "
                        + "{'accelerator': {'base': 'scnn', 'peArray': {'rows': 7}}}"
            })
    void theValueGoesWhereThePointerLeads(String pointer, String config, String changed) {
        assertThat(set(config, pointer.strip())).isEqualTo(json(changed));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/workloads/2/a|{'workloads': [{}, {}]}|/workloads/2/a does not exist: /workloads has elements 0 to 1, no \"2\"",
                "/workloads/01|{'workloads': [{}, {}]}|/workloads has elements 0 to 1, no \"01\"",
                "/workloads/-|{'workloads': []}|/workloads has no elements, no \"-\"",
                "/sparsty/a|{'sparsity': {}}|the configuration has no \"sparsty\", did you mean \"sparsity\"?",
                "/seed/a|{'seed': 1}|/seed is 1, which holds no other values",
                "/accelerator/peArray/rows|{'accelerator': {'name': 'mine'}}|/accelerator has no \"peArray\", only name"
            })
    void aPlaceThatIsNotThereIsNamed(String pointer, String config, String message) {
        assertThatThrownBy(() -> set(config, pointer))
                .isInstanceOf(LeadsNowhereException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"memory, which starts with /", "'', which starts with /", "/a~2, must spell ~ as ~0"})
    void whatIsNoPointerIsRefused(String pointer, String message) {
        assertThatThrownBy(() -> ConfigPath.parse(pointer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aPartLiesWithinTheWhole() {
        assertThat(ConfigPath.parse("/accelerator/clockMhz").isWithin(ConfigPath.parse("/accelerator")))
                .isTrue();
        assertThat(ConfigPath.parse("/acceleratorX").isWithin(ConfigPath.parse("/accelerator")))
                .isFalse();
    }
}
