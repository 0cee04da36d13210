using System.Text.Json;
using System.Text.Unicode;
using FinerCut.Folders;

namespace FinerCut.Tasks;

/// <summary>Reads an item of a task from its line.</summary>
/// <param name="path">What messages call the file.</param>
internal sealed class TaskLineReader(string path)
{
    private const string Context = "context";
    private const string Contexts = "contexts";
    private const string Choices = "choices";
    private const string Continuation = "continuation";
    private const string Gold = "gold";

    /// <summary>Reads an item.</summary>
    /// <param name="number">1-based line.</param>
    /// <param name="bytes">UTF-8 JSON.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC7007: it is none.</exception>
    public TaskItem Read(long number, byte[] bytes)
    {
        if (!Utf8.IsValid(bytes))
        {
            throw TaskErrors.BadLine(path, number, "is not UTF-8 text");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            if (JsonTexts.FindDamaged(bytes) is { } offset)
            {
                throw TaskErrors.BadLine(path, number, $"has half of a surrogate pair near its byte {offset + 1}");
            }

            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(number, document.RootElement)
                : throw TaskErrors.BadLine(path, number, "is no object");
        }
        catch (JsonException cause)
        {
            throw TaskErrors.BadLine(path, number, $"is not JSON near its byte {cause.BytePositionInLine + 1}");
        }
    }

    private TaskItem Read(long number, JsonElement item)
    {
        IReadOnlyList<TaskChoice> choices;
        if (item.TryGetProperty(Choices, out _))
        {
            string context = Text(number, item, Context);
            choices = [.. Texts(number, item, Choices).Select(choice => new TaskChoice(context, choice))];
        }
        else if (item.TryGetProperty(Contexts, out _))
        {
            string continuation = Text(number, item, Continuation);
            choices = [.. Texts(number, item, Contexts).Select(context => new TaskChoice(context, continuation))];
        }
        else
        {
            choices = [new TaskChoice(Text(number, item, Context), Text(number, item, Continuation))];
            return Checked(new TaskItem(choices, null, number));
        }

        return Checked(new TaskItem(choices, GoldOf(number, item, choices.Count), number));
    }

    private TaskItem Checked(TaskItem item) => item.Choices.Any(choice => choice.Continuation.Length == 0)
        ? throw TaskErrors.BadLine(path, item.Line, "has an empty text to score") : item;

    private string Text(long number, JsonElement item, string key) =>
        item.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw TaskErrors.BadLine(path, number, $"has no text as \"{key}\"");

    private IReadOnlyList<string> Texts(long number, JsonElement item, string key)
    {
        JsonElement value = item.GetProperty(key);
        bool isList = value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 1
            && value.EnumerateArray().All(text => text.ValueKind == JsonValueKind.String);
        return isList
            ? [.. value.EnumerateArray().Select(text => text.GetString()!)]
            : throw TaskErrors.BadLine(path, number, $"has no list of two texts or more as \"{key}\"");
    }

    private int GoldOf(long number, JsonElement item, int choices) =>
        item.TryGetProperty(Gold, out JsonElement value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out int gold) && gold >= 0 && gold < choices
            ? gold
            : throw TaskErrors.BadLine(path, number, $"has no number from 0 to {choices - 1} as \"{Gold}\"");
}
