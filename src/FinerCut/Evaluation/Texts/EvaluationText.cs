using System.Text;

namespace FinerCut.Evaluation.Texts;

/// <summary>The held-out text that perplexity is measured on; nothing is ever calibrated on it.</summary>
internal static class EvaluationText
{
    /// <summary>What tables call it.</summary>
    internal const string SourceName = "built-in";

    /// <summary>Name of the embedded resource.</summary>
    internal const string ResourceName = "FinerCut.Evaluation.Texts.evaluation.txt";

    /// <summary>What messages call a text.</summary>
    /// <param name="name">What tables call it.</param>
    internal static string Describe(string name) => name switch
    {
        SourceName => "the built-in text",
        "stdin" => "standard input",
        _ => $"'{name}'",
    };

    /// <summary>Reads the text.</summary>
    /// <returns>About 16 KB of the same kinds as the calibration text, with other topics, in the same form.</returns>
    internal static string Read()
    {
        using Stream stream = typeof(EvaluationText).Assembly.GetManifestResourceStream(ResourceName)!;
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
