using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FinerCut.Plans.Schemas;
using FinerCut.Texts;

namespace FinerCut.Plans;

/// <summary>Writes and reads plans as the JSON that <c>docs/plan.md</c> and <c>docs/plan.schema.json</c>
/// describe.</summary>
public static class PlanJson
{
    private const string SchemaName = "FinerCut.Plans.plan.schema.json";

    private static readonly Lazy<SchemaNode> Schema = new(ReadSchema);

    /// <summary>How every JSON of this tool is written: snake_case keys in member order, two blanks of indent,
    /// <c>\n</c> as line end, the shortest numbers that read back as the same value, text beyond ASCII as itself.
    /// Unknown keys are ignored on reading; a key given twice, a missing one or a null where none may be is refused.
    /// Read-only; it serves other records than plans as well.</summary>
    public static JsonSerializerOptions Options { get; } = CreateOptions();

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
    /// <returns>The plan. It is what <c>docs/plan.schema.json</c> says, numbers are finite, every sublayer is one of
    /// the source's, and each removed one is there once.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">The text is not JSON, not a plan, or a plan of a newer
    /// format.</exception>
    public static PruningPlan Read(string json, string fileName)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(Encoding.UTF8.GetBytes(json), fileName);
    }

    /// <inheritdoc cref="Read(string, string)"/>
    /// <param name="json">UTF-8, with or without a byte order mark.</param>
    /// <param name="fileName">What messages call the file.</param>
    internal static PruningPlan Read(ReadOnlySpan<byte> json, string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        ReadOnlySpan<byte> text = json[ByteOrderMark.LengthAt(json)..];
        int format = ReadFormat(text, fileName);
        if (format > PruningPlan.CurrentFormat)
        {
            throw PlanErrors.NewerFormat(fileName, format);
        }

        if (SchemaWalk.FindFault(text, Schema.Value) is { } unlike)
        {
            throw PlanErrors.Damaged(fileName, unlike);
        }

        PruningPlan plan = Deserialize(text, fileName);
        return PlanChecks.FindFault(plan) is { } fault ? throw PlanErrors.Damaged(fileName, fault) : plan;
    }

    /// <summary>Reads to the end, so that what is no JSON is called so.</summary>
    private static int ReadFormat(ReadOnlySpan<byte> json, string fileName)
    {
        try
        {
            Utf8JsonReader reader = new(json);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                JsonTokenType found = reader.TokenType;
                reader.Skip();
                reader.Read();
                throw PlanErrors.Damaged(fileName, $"it holds one {NameOf(found)} where an object was expected.");
            }

            return FindFormat(ref reader, fileName)
                ?? throw PlanErrors.Damaged(fileName, "the key 'format' is missing.");
        }
        catch (JsonException exception)
        {
            throw PlanErrors.NotJson(fileName, exception);
        }
    }

    private static int? FindFormat(ref Utf8JsonReader reader, string fileName)
    {
        int? format = null;
        string? fault = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isFormat = reader.ValueTextEquals("format"u8);
            reader.Read();
            if (isFormat && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int number)
                && number > 0)
            {
                format = number;
            }
            else if (isFormat)
            {
                string found = reader.TokenType
                    == JsonTokenType.String ? $"\"{Encoding.UTF8.GetString(reader.ValueSpan)}\""
                    : reader.ValueSpan.IsEmpty ? NameOf(reader.TokenType) : Encoding.UTF8.GetString(reader.ValueSpan);
                fault = $"'format' is {found} where a whole number from 1 was expected.";
            }

            reader.Skip();
        }

        reader.Read();
        return fault is null ? format : throw PlanErrors.Damaged(fileName, fault);
    }

    private static string NameOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartArray => nameof(JsonValueKind.Array),
        JsonTokenType.StartObject => nameof(JsonValueKind.Object),
        _ => token.ToString(),
    };

    private static PruningPlan Deserialize(ReadOnlySpan<byte> json, string fileName)
    {
        try
        {
            return JsonSerializer.Deserialize<PruningPlan>(json, Options)!;
        }
        catch (JsonException exception)
        {
            throw PlanErrors.Damaged(fileName, exception.Message, exception);
        }
    }

    private static SchemaNode ReadSchema()
    {
        using Stream stream = typeof(PlanJson).Assembly.GetManifestResourceStream(SchemaName)!;
        return SchemaReader.Read(stream);
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
