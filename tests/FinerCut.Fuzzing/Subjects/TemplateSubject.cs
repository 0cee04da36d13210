using System.Text.Json.Nodes;
using FinerCut.Fuzzing.Runs;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;

namespace FinerCut.Fuzzing.Subjects;

/// <summary>Chat templates, rendered with a conversation.</summary>
internal sealed class TemplateSubject : FuzzSubject
{
    private const string Conversation =
        """
        {"messages":[{"role":"system","content":"Be brief."},
        {"role":"user","content":"Which river went slow, and what is the boat?"},
        {"role":"assistant","content":[{"type":"text","text":"The river is slow and the boat went."}]}]}
        """;

    private static readonly string[] Words =
    [
        "{{", "}}", "{%", "%}", "{#", "#}", "-", "|", ".", "(", ")", "[", "]", "{", ":", ",", "1", "0",
        "99999999999999999999",
        "1e400", "'a'", " ", "\n", "not ", "is ", "in ", "if ", "loop", "messages", "**", "//", "%", "~", "[-1]",
        "[::0]",
        "|list", "|length", "|tojson", "|join", "|replace('', 'aaaa')", "{% for x in range(999999999) %}",
        "{% for a in messages %}{% for b in messages %}", "{% endfor %}", "{% endif %}", "{% set ns.x = ns %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "'a' * 999999999", "2 ** 99999", "\\", "'", "\"",
        "namespace()",
        "raise_exception('x')", "strftime_now('%Y')", new string(
            '(', 20), "{% if ", "{% else %}", "~'aaaaaaaaaaaaaaaaaaaa'",
    ];

    private readonly string _model;
    private readonly string _chat;
    private readonly string _path;
    private readonly string[] _templates;

    /// <summary>Writes a decoder and a conversation.</summary>
    /// <param name="name">What tables call the kind.</param>
    /// <param name="folder">An existing folder.</param>
    public TemplateSubject(string name, string folder)
        : base(name)
    {
        _model = TinyDecoder.Write(
            Path.Combine(
                folder, "model"), Small with { Form = TinyDecoderForm.GenAiLlama, ContextLength = 2048 }).Folder;
        _path = Path.Combine(_model, "chat_template.jinja");
        _chat = Path.Combine(folder, "chat.jsonl");
        File.WriteAllText(_chat, Conversation.ReplaceLineEndings("") + "\n");
        _templates = [.. Cases()];
    }

    /// <inheritdoc/>
    public override FuzzInput Make(Random random)
    {
        // Several templates in a row reach further than one alone.
        string template = string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Any(_templates, random)));
        DamagedFile damaged = DamagedBytes.Text(template + "{{ messages }}", Words, random);
        return new FuzzInput
        {
            Subject = Name,
            Description = damaged.Description,
            Path = _path,
            Bytes = damaged.Bytes,
            Commands =
            [
                [
                    "prune", _model, "--remove", "0.ffn", "--show-calibration", "--calibration", _chat, "--samples",
                    "1",
                    "--sample-tokens", "8", "--packing", random.Next(2) == 0 ? "documents" : "contiguous", "-q",
                ],
            ],
            Model = _model,
        };
    }

    private static IEnumerable<string> Cases()
    {
        const string path = "tests/FinerCut.Tests/ChatTemplates/templates.json";
        byte[] bytes = File.ReadAllBytes(Path.Combine(SharedData.RepositoryRoot, path));
        return JsonNode.Parse(bytes)!["cases"]!.AsArray().Select(found => (string)found!["template"]!);
    }
}
