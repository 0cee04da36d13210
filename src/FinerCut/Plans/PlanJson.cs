using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FinerCut.Plans;

/// <summary>Writes and reads plans as the JSON that <c>docs/plan.md</c> and <c>docs/plan.schema.json</c> describe.</summary>
public static class PlanJson
{
    /// <summary>How every JSON of this tool is written: snake_case keys in member order, two blanks of indent, <c>\n</c> as line end,
    /// the shortest numbers that read back as the same value, text beyond ASCII as itself. Unknown keys are ignored on reading; a key
    /// given twice, a missing one or a null where none may be is refused. Read-only; it serves other records than plans as well.</summary>
    public static JsonSerializerOptions Options { get; } = CreateOptions();

    private static readonly JsonSerializerOptions ReadingOptions =
        new(Options) { Converters = { new FiniteNumbers() } };

    /// <summary>Writes a plan.</summary>
    /// <param name="plan">The plan; its numbers are finite.</param>
    /// <returns>The JSON, ending with a line end. The same plan gives the same text on every machine.</returns>
    /// <exception cref="ArgumentException">A number is not finite: JSON has no word for it.</exception>
    public static string Write(PruningPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return JsonSerializer.Serialize(plan, Options) + "\n";
    }

    /// <summary>Reads a plan.</summary>
    /// <param name="json">The text of the file.</param>
    /// <param name="fileName">What messages call it.</param>
    /// <returns>The plan. Its sublayer names are well formed, and each removed one is there once and one of the source's.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">The text is not JSON, not a plan, or a plan of a newer format.</exception>
    public static PruningPlan Read(string json, string fileName)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(fileName);
        int format = ReadFormat(json, fileName);
        if (format > PruningPlan.CurrentFormat)
        {
            throw PlanErrors.NewerFormat(fileName, format);
        }

        PruningPlan plan = Deserialize(json, fileName);
        return PlanChecks.FindFault(plan) is { } fault ? throw PlanErrors.Damaged(fileName, fault) : plan;
    }

    private static int ReadFormat(string json, string fileName)
    {
        using JsonDocument document = Parse(json, fileName);
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw PlanErrors.Damaged(fileName, $"it holds one {root.ValueKind} where an object was expected.");
        }

        if (!root.TryGetProperty("format", out JsonElement format))
        {
            throw PlanErrors.Damaged(fileName, "the key 'format' is missing.");
        }

        return format.ValueKind == JsonValueKind.Number && format.TryGetInt32(out int number) && number > 0
            ? number
            : throw PlanErrors.Damaged(fileName, $"'format' is {format.GetRawText()} where a whole number from 1 was expected.");
    }

    private static JsonDocument Parse(string json, string fileName)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException exception)
        {
            throw PlanErrors.NotJson(fileName, exception);
        }
    }

    private static PruningPlan Deserialize(string json, string fileName)
    {
        try
        {
            return JsonSerializer.Deserialize<PruningPlan>(json, ReadingOptions)!;
        }
        catch (JsonException exception)
        {
            throw PlanErrors.Damaged(fileName, exception.Message, exception);
        }
    }

    private static JsonSerializerOptions CreateOptions()
    {
        JsonSerializerOptions options = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            WriteIndented = true,
            IndentSize = 2,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            TypeInfoResolver = JsonTypeInfoResolver.Combine(PlanJsonContext.Default, new DefaultJsonTypeInfoResolver()),
        };
        options.MakeReadOnly();
        return options;
    }
}
