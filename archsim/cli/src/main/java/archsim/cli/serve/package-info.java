/** One process for many runs: requests and answers as lines of JSON, and the same as tools of the Model Context Protocol. */
package archsim.cli.serve;
