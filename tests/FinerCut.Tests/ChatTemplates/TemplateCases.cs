using System.Text.Json;
using FinerCut.ChatTemplates;

namespace FinerCut.Tests.ChatTemplates;

/// <summary>Templates of our own with the text that Jinja 3.1 writes, under the settings of Transformers.</summary>
internal static class TemplateCases
{
    private static readonly JsonElement File = JsonDocument.Parse(
        Repository.ReadText("tests/FinerCut.Tests/ChatTemplates/templates.json")).RootElement;

    internal static JsonElement Messages { get; } = File.GetProperty("messages");

    internal static IReadOnlyList<(string Template, string Expected)> All { get; } =
    [
        .. File.GetProperty("cases").EnumerateArray()
            .Select(entry => (entry.GetProperty("template").GetString()!, entry.GetProperty("expected").GetString()!)),
    ];

    internal static string Render(string template) => Open(template).Render(Messages, addGenerationPrompt: true);

    internal static ChatTemplate Open(string template) =>
        new(
            "a test",
            template,
            new Dictionary<string, string?> { ["bos_token"] = "<s>", ["eos_token"] = "</s>", ["pad_token"] = null });
}
