/**
 * What all charts are made of: figures of panels, stacked bars, colours, fonts, and the files PNG, SVG and PDF.
 *
 * <p>A {@link archsim.reports.plot.Figure} holds panels between a title and a caption; {@link
 * archsim.reports.plot.PlotStyle} and {@link archsim.reports.plot.Palette} hold how they look.
 */
package archsim.reports.plot;
