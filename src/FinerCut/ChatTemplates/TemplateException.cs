namespace FinerCut.ChatTemplates;

/// <summary>A template that gives no text; made into a numbered error where the file's name is known.</summary>
/// <param name="fault">The kind.</param>
/// <param name="finding">What was found, without a full stop.</param>
/// <param name="line">1-based line of the template; 0 where only the evaluator knows it.</param>
internal sealed class TemplateException(TemplateFault fault, string finding, long line = 0) : Exception(finding)
{
    internal TemplateFault Fault => fault;

    internal long Line => line;

    internal static TemplateException Syntax(string finding, long line) => new(TemplateFault.Syntax, finding, line);

    internal static TemplateException Wrong(string finding) => new(TemplateFault.Evaluation, finding);

    internal static TemplateException Limit(string finding) => new(TemplateFault.Limit, finding);
}
