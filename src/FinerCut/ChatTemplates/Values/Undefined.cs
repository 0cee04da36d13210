namespace FinerCut.ChatTemplates.Values;

/// <summary>The value of what is not there: empty as text, and nothing can be done with it.</summary>
/// <param name="Name">What was asked for.</param>
internal sealed record Undefined(string Name)
{
    internal TemplateException Used() => TemplateException.Wrong($"uses '{Name}', which is not defined");
}
