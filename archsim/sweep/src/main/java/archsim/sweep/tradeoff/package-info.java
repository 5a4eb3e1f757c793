/** What pruning and what narrower numbers bring, point by point on machines of equal area and memories of equal bandwidth. */
package archsim.sweep.tradeoff;
