using System.Globalization;

namespace FinerCut.Commands.Bench;

/// <summary>One thing that is measured of every model.</summary>
/// <param name="PromptTokens">Tokens of the prompt that is read; 0 where tokens are written.</param>
/// <param name="GenerateTokens">Tokens that are written one by one; 0 where a prompt is read.</param>
/// <param name="Depth">Tokens that the model has read before; 0 for empty caches.</param>
public sealed record BenchTest(int PromptTokens, int GenerateTokens, int Depth)
{
    /// <summary>The name that llama-bench would give it, such as <c>pp512</c> or <c>tg128 @ d512</c>.</summary>
    public string Name
    {
        get
        {
            string work = string.Create(
                CultureInfo.InvariantCulture, $"{(PromptTokens > 0 ? "pp" : "tg")}{MeasuredTokens}");
            return Depth > 0 ? string.Create(CultureInfo.InvariantCulture, $"{work} @ d{Depth}") : work;
        }
    }

    /// <summary>Tokens that the time is of.</summary>
    public int MeasuredTokens => PromptTokens + GenerateTokens;

    /// <summary>Tokens of the whole text, those before included.</summary>
    internal long TextTokens => (long)Depth + MeasuredTokens;

    /// <summary>All tests of a run: for each depth the prompts, then what is written.</summary>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC7101: a number is impossible, or nothing is
    /// left.</exception>
    internal static IReadOnlyList<BenchTest> ListTests(BenchOptions options)
    {
        CheckNumbers("--prompt-tokens", options.PromptTokens, least: 0);
        CheckNumbers("--generate-tokens", options.GenerateTokens, least: 0);
        CheckNumbers("--depth", options.Depths, least: 0);
        CheckNumbers("--repetitions", [options.Repetitions], least: 1);
        CheckNumbers("--warm-up", [options.WarmUp], least: 0);
        BenchTest[] tests = [.. options.Depths.Distinct().SelectMany(depth => options.PromptTokens
            .Select(prompt => new BenchTest(prompt, 0, depth))
            .Concat(options.GenerateTokens.Select(generated => new BenchTest(0, generated, depth)))
            .Where(test => test.MeasuredTokens > 0).Distinct())];
        return tests.Length > 0 ? tests : throw BenchErrors.NoTests();
    }

    private static void CheckNumbers(string option, IReadOnlyList<int> numbers, int least)
    {
        foreach (int number in numbers.Where(number => number < least))
        {
            throw BenchErrors.BadNumber(option, number, least);
        }
    }
}
