using FinerCut.ChatTemplates.Syntax;
using FinerCut.ChatTemplates.Values;

namespace FinerCut.ChatTemplates.Evaluation;

/// <summary>Makes functions of the template's own macros.</summary>
internal sealed class MacroMaker(StatementEvaluator statements, ExpressionEvaluator expressions)
{
    private const string Caller = "caller";

    /// <summary>Makes a function.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="parameters">Its parameters; their defaults are evaluated at each call.</param>
    /// <param name="body">What it writes.</param>
    /// <param name="scope">The variables around it, as they are at the call.</param>
    internal TemplateFunction Make(
        string name, IReadOnlyList<Parameter> parameters, Body body, Scope scope) => new(name, arguments =>
    {
        Scope inner = new(scope);
        CallArguments own = arguments;
        if (arguments.Named.TryGetValue(Caller, out object? caller))
        {
            inner.Set(Caller, caller);
            own = arguments with { Named = arguments.Named.Where(entry => entry.Key != Caller).ToDictionary() };
        }

        object?[] values = own.Bind([.. parameters.Select(parameter => parameter.Name)]);
        for (int index = 0; index < values.Length; index++)
        {
            inner.Set(parameters[index].Name, ValueOf(parameters[index], values[index], inner));
        }

        return statements.Capture(body, inner);
    });

    /// <summary>Calls a macro with a block of text that it can ask for.</summary>
    internal object? Call(Statement.CallBlock block, Scope scope)
    {
        TemplateFunction caller = Make(Caller, block.Parameters, block.Body, scope);
        return expressions.Call(block.Call, scope, new KeyValuePair<string, object?>(Caller, caller));
    }

    private object? ValueOf(Parameter parameter, object? value, Scope scope)
    {
        if (value != CallArguments.Missing)
        {
            return value;
        }

        return parameter.Default is { } preset ? expressions.Evaluate(preset, scope) : new Undefined(parameter.Name);
    }
}
