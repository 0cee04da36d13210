using System.Text.Json;
using FinerCut.ChatTemplates.Evaluation;
using FinerCut.ChatTemplates.Syntax;
using FinerCut.ChatTemplates.Values;
using FinerCut.Onnx;

namespace FinerCut.ChatTemplates;

/// <summary>How a model wants a conversation written: the Jinja template among its tokenizer files, run as Transformers
/// runs it.</summary>
internal sealed class ChatTemplate
{
    private readonly string _source;
    private readonly Body _body;
    private readonly IReadOnlyDictionary<string, string?> _tokens;

    /// <summary>Reads a template.</summary>
    /// <param name="source">What messages call the file that it comes from.</param>
    /// <param name="text">The template.</param>
    /// <param name="tokens">Texts of special tokens by variable, such as <c>bos_token</c>; null for a token that the
    /// model has not.</param>
    /// <exception cref="DiagnosticException">FC3040 or FC3043: something in it is not understood, or too
    /// deep.</exception>
    internal ChatTemplate(string source, string text, IReadOnlyDictionary<string, string?> tokens)
    {
        _source = source;
        _tokens = tokens;
        _body = Guarded(() => StatementParser.Parse(text));
    }

    /// <summary>The time that <c>strftime_now</c> gives, by default the first moment of 2024, so that a calibration set
    /// is the same on every day.</summary>
    internal DateTime Now { get; init; } = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>Finds the template among a model's tokenizer files: <c>chat_template.jinja</c>, else
    /// <c>chat_template</c> of <c>tokenizer_config.json</c>, else <c>chat_template.json</c>. Where there are several,
    /// the one called <c>default</c>.</summary>
    /// <param name="folder">The folder of the files.</param>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="DiagnosticException">FC3002, FC3003, FC3014, FC3040, FC3043 or FC3044: a file is damaged, or
    /// the template is not understood.</exception>
    internal static ChatTemplate? Find(string folder) => ChatTemplateFiles.Find(folder);

    /// <summary>Writes a conversation.</summary>
    /// <param name="messages">An array of objects with <c>role</c> and <c>content</c>, and what else the template looks
    /// at.</param>
    /// <param name="addGenerationPrompt">Whether the beginning of the model's next answer is added.</param>
    /// <returns>The text, special tokens included.</returns>
    /// <exception cref="DiagnosticException">FC3041, FC3042 or FC3043: the template does something that is not
    /// understood, refuses the conversation, or asks for too much.</exception>
    internal string Render(JsonElement messages, bool addGenerationPrompt)
    {
        EvaluationLimit budget = new();
        return Guarded(
            () => new StatementEvaluator(budget).Capture(_body, Variables(messages, addGenerationPrompt)), budget);
    }

    private Scope Variables(JsonElement messages, bool addGenerationPrompt)
    {
        Scope scope = new(null);
        foreach ((string name, string? token) in _tokens)
        {
            if (token is not null)
            {
                scope.Set(name, token);
            }
        }

        scope.Set("messages", JsonValues.From(messages));
        scope.Set("tools", null);
        scope.Set("documents", null);
        scope.Set("add_generation_prompt", addGenerationPrompt);
        scope.Set("strftime_now", Clock.At(Now));
        return scope;
    }

    private T Guarded<T>(Func<T> run, EvaluationLimit? budget = null)
    {
        try
        {
            return run();
        }
        catch (TemplateException exception)
        {
            throw ChatTemplateErrors.From(_source, exception, budget?.Line ?? 0);
        }
    }
}
