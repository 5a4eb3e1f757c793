/**
 * What finished simulations look like to people and to programs. One package for each kind of output:
 *
 * <ul>
 *   <li>{@code result}: {@code result.json} and {@code layers.csv}
 *   <li>{@code text}: tables on a terminal
 *   <li>{@code plot} and {@code chart}: figures as PNG, SVG and PDF
 *   <li>{@code page}, of elements in {@code html}: one page that needs no network
 *   <li>{@code trace}: a time line for Perfetto
 *   <li>{@code study}: the paper's comparison in all these forms
 *   <li>{@code words}: names and units that they share
 * </ul>
 *
 * <p>Nothing here computes a figure: what is shown was counted and priced by the engine.
 */
package archsim.reports;
