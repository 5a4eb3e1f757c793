/** Types of numbers: how many bits a number takes with its share of scales, and which types hold which others. */
package archsim.base.number;
