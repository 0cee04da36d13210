using FinerCut.Commands.Bench;
using FinerCut.Latencies;

namespace FinerCut.Cli.Answers;

/// <summary>The table that <c>finercut bench --csv</c> writes: a row for each model, depth, prompt and number of tokens
/// written.</summary>
/// <remarks>After the model come the columns of ONNX Runtime GenAI's benchmark_e2e.py, by their names and in their
/// order, then those of this tool. What <c>bench</c> does not do, such as drawing tokens, is left empty.</remarks>
internal static class BenchCsv
{
    private const double BytesPerGibibyte = 1L << 30;

    private static readonly string[] Columns =
    [
        "Model",
        "Batch Size", "Prompt Length", "Tokens Generated", "Max Length",
        "Tokenization Throughput (tps)", "Tokenization Latency (ms)",
        "Prompt Processing Throughput (tps)", "Prompt Processing Latency (ms)",
        "Token Generation Throughput (tps)", "Token Generation Latency (ms)",
        "Sampling Throughput (tps)", "Sampling Latency (ms)",
        "Wall Clock Throughput (tps)", "Wall Clock Time (s)",
        "peak_cpu_memory (GiB)",
        "Depth",
        "Prompt Processing Deviation (tps)", "Prompt Processing Ratio", "Prompt Processing Ratio Deviation",
        "Token Generation Deviation (tps)", "Token Generation Ratio", "Token Generation Ratio Deviation",
        "Parameters", "File Size (bytes)", "Cache per Token (bytes)",
    ];

    /// <summary>Makes the rows.</summary>
    /// <param name="result">What the library measured.</param>
    /// <returns>The names of the columns first.</returns>
    public static IReadOnlyList<IReadOnlyList<string>> ListRows(BenchResult result) =>
        [Columns, .. result.Models.SelectMany(ListRows)];

    private static IEnumerable<string[]> ListRows(BenchedModel model) =>
        from depth in model.Measurements.GroupBy(measurement => measurement.Test.Depth)
        from prompt in SelectMeasurements(depth, test => test.PromptTokens)
        from generation in SelectMeasurements(depth, test => test.GenerateTokens)
        select MakeRow(model, prompt, generation, depth.Key);

    /// <summary>The measurements that have such tokens; a single null where there are none.</summary>
    private static IEnumerable<BenchMeasurement?> SelectMeasurements(
        IEnumerable<BenchMeasurement> measurements, Func<BenchTest, int> tokens) =>
        measurements.Where(measurement => tokens(measurement.Test) > 0).DefaultIfEmpty();

    private static string[] MakeRow(
        BenchedModel model, BenchMeasurement? prompt, BenchMeasurement? generation, int depth)
    {
        int promptTokens = prompt?.Test.PromptTokens ?? 0;
        int generatedTokens = generation?.Test.GenerateTokens ?? 0;
        return
        [
            model.Model,
            Number(model.Batch), Number(promptTokens), Number(generatedTokens),
            Number(depth + Math.Max(promptTokens, generatedTokens)),
            "", "",
            .. Speed(model, prompt),
            .. Speed(model, generation),
            "", "",
            "", "",
            Number(model.MemoryBytes / BytesPerGibibyte),
            Number(depth),
            .. Spreads(prompt),
            .. Spreads(generation),
            Number(model.Parameters), Number(model.FileBytes), Number(model.CacheBytesPerToken),
        ];
    }

    /// <summary>Throughput and latency as GenAI's script has them: by the mean time, a latency of one token.</summary>
    private static string[] Speed(BenchedModel model, BenchMeasurement? measurement)
    {
        if (measurement is null)
        {
            return ["", ""];
        }

        double seconds = Spread.Measure(measurement.Seconds).Mean / measurement.Test.MeasuredTokens;
        return [Number(model.Batch / seconds), Number(seconds * 1000)];
    }

    private static string[] Spreads(BenchMeasurement? measurement) =>
    [
        Number(measurement?.TokensPerSecond.Deviation),
        Number(measurement?.Ratio?.Mean),
        Number(measurement?.Ratio?.Deviation),
    ];

    private static string Number(double? value) => CsvText.Number(value);
}
