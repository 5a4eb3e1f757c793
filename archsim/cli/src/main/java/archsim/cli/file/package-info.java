/** Files of JSON as a user writes them: their schemas, files to start from, checks without a run. */
package archsim.cli.file;
