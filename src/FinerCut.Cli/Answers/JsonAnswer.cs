using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FinerCut.Cli.Answers;

/// <summary>Writes an answer for machines: indented JSON, snake_case keys in the order of the members.</summary>
internal static class JsonAnswer
{
    // Answers go to files and pipes, never into HTML: paths stay readable.
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Writes an answer and the end of its line.</summary>
    /// <param name="writer">Standard output.</param>
    /// <param name="answer">The answer.</param>
    public static void Write<T>(TextWriter writer, T answer) => writer.WriteLine(JsonSerializer.Serialize(answer, Options));
}
