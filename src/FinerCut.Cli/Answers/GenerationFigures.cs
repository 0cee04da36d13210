using System.Globalization;
using FinerCut.Cli.Consoles;
using FinerCut.Commands.Generate;

namespace FinerCut.Cli.Answers;

/// <summary>The figures that <c>finercut generate</c> puts on stderr below its text.</summary>
internal static class GenerationFigures
{
    /// <summary>Writes them.</summary>
    /// <param name="result">What was written.</param>
    /// <param name="story">Standard error.</param>
    public static void Write(GenerateResult result, Story story)
    {
        string prompt = string.Create(
            CultureInfo.InvariantCulture,
            $"{Tokens(result.PromptIds.Count)} read in {Quantities.Milliseconds(result.PromptSeconds * 1000)}");
        string speed = result.TokensPerSecond is { } rate
            ? string.Create(CultureInfo.InvariantCulture, $" at {rate:0.0} tokens/s")
            : "";
        string end = result.Stop switch
        {
            StopReason.EndOfText => ", ended by the model",
            StopReason.ContextFull => ", where its context is full",
            _ => "",
        };
        string cache = result.CacheBytes == 0 ? "no cache"
            : $"cache {Quantities.Bytes(result.CacheBytes)}"
                + (result.CacheBytesPerToken > 0 ? $", {Quantities.Bytes(result.CacheBytesPerToken)} a token" : "");
        story.Line("");
        story.Line($"{prompt}; {Tokens(result.Ids.Count)} written{speed}{end}; {cache}");
    }

    private static string Tokens(int count) =>
        count == 1 ? "1 token" : string.Create(CultureInfo.InvariantCulture, $"{count} tokens");
}
