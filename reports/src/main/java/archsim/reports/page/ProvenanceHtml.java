package archsim.reports.page;

import archsim.base.Provenance;
import archsim.base.json.StrictJson;
import archsim.reports.html.Html;
import archsim.reports.result.NamedResult;
import java.util.List;

/** What each result of a page was made from, and how to make it and the page again. */
record ProvenanceHtml(List<NamedResult> results, String command) {

    Html html() {
        var html = new Html();
        html.markup("<p>This page is made by</p>\n<pre><code>").text(command).markup("</code></pre>\n");
        for (NamedResult each : results) {
            html.element("h3", each.name());
            facts(html, each.result().provenance());
            html.markup("<details><summary>The configuration as resolved; archsim --config runs it again</summary>\n")
                    .markup("<pre><code>")
                    .append(json(each))
                    .markup("</code></pre>\n</details>\n");
        }
        return html;
    }

    private static void facts(Html html, Provenance provenance) {
        html.markup("<dl>\n");
        fact(html, "archsim", provenance.archsimVersion());
        fact(html, "commit", provenance.gitCommit());
        fact(html, "configuration, SHA-256", provenance.configSha256());
        provenance.modelSha256().forEach((model, digest) -> fact(html, "model " + model + ", SHA-256", digest));
        fact(html, "seed", Long.toString(provenance.seed()));
        html.markup("</dl>\n<details><summary>Sources of the prices</summary>\n<ol>\n");
        provenance.tableSources().forEach(source -> html.element("li", source));
        html.markup("</ol>\n</details>\n");
    }

    private static void fact(Html html, String name, String value) {
        html.element("dt", name).element("dd", value);
    }

    /** Lines are kept, everything else is text like any other. */
    private static Html json(NamedResult result) {
        var html = new Html();
        StrictJson.write(result.result().config()).lines().forEach(line -> html.text(line)
                .markup("\n"));
        return html;
    }
}
