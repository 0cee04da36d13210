// How fast the parts that run on every token are. All: dotnet run -c Release --project tests/FinerCut.Benchmarks -- --filter '*'
// One class: ... -- --filter '*DistanceBenchmarks*'; a quick look: add --job short. docs/benchmarks/README.md keeps the results.
using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
