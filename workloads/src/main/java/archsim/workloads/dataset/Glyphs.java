package archsim.workloads.dataset;

import static archsim.workloads.dataset.Stroke.arc;
import static archsim.workloads.dataset.Stroke.line;

import java.util.List;

/** The ten digits as people write them, some in more than one way. */
final class Glyphs {

    private static final List<List<List<Stroke>>> DIGITS = List.of(
            List.of(List.of(arc(.5, .5, .29, .45, -90, 270)), List.of(arc(.5, .5, .22, .45, -60, 300))),
            List.of(
                    List.of(line(.5, .05, .5, .95)),
                    List.of(line(.32, .25, .53, .05, .53, .95)),
                    List.of(line(.32, .25, .53, .05, .53, .95), line(.3, .95, .76, .95))),
            List.of(
                    List.of(arc(.5, .30, .28, .25, 200, 400).then(line(.2, .95, .82, .95))),
                    List.of(arc(.48, .28, .26, .23, 190, 420)
                            .then(arc(.33, .84, .12, .11, 250, 60))
                            .then(line(.48, .86, .85, .93)))),
            List.of(
                    List.of(arc(.47, .28, .27, .23, 205, 440).then(arc(.47, .73, .31, .22, -80, 150))),
                    List.of(line(.2, .06, .76, .06, .46, .42).then(arc(.46, .68, .3, .26, -90, 150)))),
            List.of(
                    List.of(line(.66, .95, .66, .05, .15, .66, .88, .66)),
                    List.of(line(.27, .06, .2, .54, .8, .54), line(.74, .08, .68, .95))),
            List.of(
                    List.of(line(.78, .06, .3, .06, .26, .46).then(arc(.47, .66, .31, .28, 230, 510))),
                    List.of(line(.32, .08, .28, .44).then(arc(.47, .66, .3, .28, 235, 500)), line(.32, .08, .8, .06))),
            List.of(
                    List.of(arc(.75, .60, .53, .56, 262, 180).then(arc(.5, .69, .28, .26, 180, 540))),
                    List.of(line(.6, .05, .25, .58).then(arc(.5, .7, .27, .25, 200, 560)))),
            List.of(
                    List.of(line(.18, .06, .82, .06, .42, .95)),
                    List.of(line(.18, .06, .82, .06, .42, .95), line(.38, .5, .76, .5))),
            List.of(
                    List.of(arc(.5, .28, .23, .22, 90, 450), arc(.5, .73, .29, .23, -90, 270)),
                    List.of(arc(.5, .3, .26, .24, -20, -250)
                            .then(arc(.5, .74, .28, .22, -70, 200))
                            .then(line(.34, .6, .74, .22)))),
            List.of(
                    List.of(arc(.5, .32, .27, .26, 0, 360).then(line(.72, .95))),
                    List.of(arc(.5, .31, .26, .25, 0, 360).then(arc(.25, .42, .51, .52, 0, 75)))));

    private Glyphs() {}

    /** Ways to write {@code digit}. */
    static List<List<Stroke>> of(int digit) {
        return DIGITS.get(digit);
    }
}
