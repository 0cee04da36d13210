namespace FinerCut.ChatTemplates.Values;

/// <summary>What can be called.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="Run">What it does.</param>
internal sealed record TemplateFunction(string Name, Func<CallArguments, object?> Run);
