// How fast the parts that run on every token are. All: dotnet run -c Release --project tests/FinerCut.Benchmarks --
// --filter '*' One class: ... -- --filter '*DistanceBenchmarks*'; a quick look: add --job short.
// docs/benchmarks/README.md keeps the results. A whole search, on a model of your own: ... -- search FOLDER IDS.jsonl
// [js|angular] [lazy|exhaustive] What its parts take: ... -- parts FOLDER IDS.jsonl
// What perplexity by windows takes beside plain passes: ... -- eval FOLDER TEXT.txt
// How sure its rules are: ... -- record FOLDER IDS.jsonl js|angular TABLE.json, then ... -- replay TABLE.json
// What a start of the published tool takes: ... -- startup FOLDER
using BenchmarkDotNet.Running;
using FinerCut.Benchmarks;

if (args is ["parts", _, _])
{
    PartsBenchmark.Run(args.AsSpan(1));
}
else if (args is ["eval", _, _])
{
    EvalBenchmark.Run(args.AsSpan(1));
}
else if (args is ["record", _, _, _, _])
{
    SearchRecorder.Run(args.AsSpan(1));
}
else if (args is ["replay", _, ..])
{
    SearchReplay.Run(args.AsSpan(1));
}
else if (args is ["startup", _])
{
    StartupBenchmark.Run(args.AsSpan(1));
}
else if (args is ["search", _, _, ..])
{
    SearchBenchmark.Run(args.AsSpan(1));
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
