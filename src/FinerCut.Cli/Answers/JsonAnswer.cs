using System.Text.Json;
using FinerCut.Cli.Consoles;
using FinerCut.Plans;

namespace FinerCut.Cli.Answers;

/// <summary>Writes an answer for machines, in the form in which plans are written.</summary>
internal static class JsonAnswer
{
    /// <summary>Writes an answer and the end of its line.</summary>
    /// <param name="writer">Standard output.</param>
    /// <param name="answer">The answer.</param>
    public static void Write<T>(TextWriter writer, T answer) =>
        writer.WriteLine(SafeText.EscapeJson(JsonSerializer.Serialize(answer, PlanJson.Options)));
}
