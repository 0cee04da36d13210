using FinerCut.ChatTemplates.Syntax;
using FinerCut.ChatTemplates.Values;

namespace FinerCut.ChatTemplates.Evaluation;

/// <summary>Gives expressions their values.</summary>
internal sealed class ExpressionEvaluator(EvaluationLimit budget)
{
    /// <summary>What Jinja knows by these names, and no chat template uses.</summary>
    private static readonly string[] Refused = ["lipsum", "cycler", "joiner", "varargs", "kwargs", "self", "super"];

    /// <summary>Evaluates an expression.</summary>
    /// <exception cref="TemplateException">It has no value.</exception>
    internal object? Evaluate(Expression expression, Scope scope)
    {
        budget.Enter(expression.Line);
        object? value = budget.Made(ValueOf(expression, scope));
        budget.Leave();
        budget.Line = expression.Line;
        return value;
    }

    /// <summary>Evaluates what is written as it is, where <c>safe</c> changes nothing.</summary>
    internal object? EvaluateOutput(
        Expression expression, Scope scope) => expression is Expression.Filter { Text: "safe" } safe
        ? PythonWriter.Write(Evaluate(safe.Value, scope))
        : Evaluate(expression, scope);

    /// <summary>Gives a variable, several, or a member of a namespace a value.</summary>
    internal void Assign(Expression target, object? value, Scope scope)
    {
        switch (target)
        {
            case Expression.Name name:
                scope.Set(name.Text, value);
                break;
            case Expression.Member member:
                TemplateNamespace owner = Evaluate(member.Owner, scope) as TemplateNamespace
                    ?? throw TemplateException.Wrong($"sets '{member.Text}' of what is no namespace");
                owner[member.Text] = value;
                break;
            case Expression.Sequence names:
                IReadOnlyList<object?> values = PythonType.Iterate(value);
                if (values.Count != names.Items.Count)
                {
                    throw TemplateException.Wrong($"gives {names.Items.Count} variables {values.Count} values");
                }

                foreach ((Expression item, object? part) in names.Items.Zip(values))
                {
                    Assign(item, part, scope);
                }

                break;
        }
    }

    /// <summary>Calls a function with one more argument.</summary>
    internal object? Call(
        Expression.Call call, Scope scope, params IReadOnlyList<KeyValuePair<string, object?>> extra) =>
        Evaluate(call.Function, scope) switch
        {
            TemplateFunction function => function.Run(Arguments(function.Name, call.Arguments, scope, extra)),
            Undefined undefined => throw undefined.Used(),
            var other => throw TemplateException.Wrong($"calls {PythonType.Describe(other)}"),
        };

    private object? ValueOf(Expression expression, Scope scope) => expression switch
    {
        Expression.Literal literal => literal.Value,
        Expression.Name name => Variable(name.Text, scope),
        Expression.Member member => Members.Get(Evaluate(member.Owner, scope), member.Text),
        Expression.Item item => Members.GetItem(Evaluate(item.Owner, scope), Evaluate(item.Index, scope)),
        Expression.Slice slice => Slices.Get(
            Evaluate(slice.Owner, scope),
            Optional(slice.Start, scope),
            Optional(slice.Stop, scope),
            Optional(slice.Step, scope)),
        Expression.Call call => Call(call, scope),
        Expression.Filter filter =>
            Filters.Apply(Evaluate(filter.Value, scope), Arguments(filter.Text, filter.Arguments, scope)),
        Expression.Test test => Tests.Apply(Evaluate(test.Value, scope), Arguments(test.Text, test.Arguments, scope)),
        Expression.Sign sign => Operators.Signed(sign.Operator, Evaluate(sign.Operand, scope)),
        Expression.Not negation => !PythonType.IsTrue(Evaluate(negation.Operand, scope)),
        Expression.Binary binary =>
            Operators.Apply(binary.Operator, Evaluate(binary.Left, scope), Evaluate(binary.Right, scope)),
        Expression.Logical logical => Choose(logical, scope),
        Expression.Comparison comparison => Compare(comparison, scope),
        Expression.Concatenation concatenation => Concatenate(concatenation, scope),
        Expression.Conditional conditional => Choose(conditional, scope),
        Expression.Sequence sequence =>
            new TemplateSequence([.. sequence.Items.Select(item => Evaluate(item, scope))], sequence.Kind),
        Expression.Map map => new TemplateMap(map.Entries.Select(entry =>
            new KeyValuePair<object?, object?>(Evaluate(entry.Key, scope), Evaluate(entry.Value, scope)))),
        _ => throw TemplateException.Wrong("has an expression that is not understood"),
    };

    private static object? Variable(string name, Scope scope)
    {
        if (scope.TryGet(name, out object? value) || GlobalFunctions.TryGet(name, out value))
        {
            return value;
        }

        return Refused.Contains(name)
            ? throw TemplateException.Wrong($"uses '{name}', which is not understood")
            : new Undefined(name);
    }

    private object? Optional(Expression? expression, Scope scope) =>
        expression is null ? null : Evaluate(expression, scope);

    private object? Choose(Expression.Logical logical, Scope scope)
    {
        object? left = Evaluate(logical.Left, scope);
        return PythonType.IsTrue(left) == logical.IsAnd ? Evaluate(logical.Right, scope) : left;
    }

    private object? Choose(Expression.Conditional conditional, Scope scope)
    {
        Expression? chosen = PythonType.IsTrue(Evaluate(conditional.Condition, scope))
            ? conditional.Then
            : conditional.Otherwise;
        return chosen is null ? new Undefined("the value of an 'if' without 'else'") : Evaluate(chosen, scope);
    }

    private bool Compare(Expression.Comparison comparison, Scope scope)
    {
        object? left = Evaluate(comparison.First, scope);
        foreach ((string sign, Expression operand) in comparison.Rest)
        {
            object? right = Evaluate(operand, scope);
            if (!Operators.Holds(sign, left, right))
            {
                return false;
            }

            left = right;
        }

        return true;
    }

    private string Concatenate(Expression.Concatenation concatenation, Scope scope)
    {
        string[] parts = [.. concatenation.Parts.Select(part => PythonWriter.Write(Evaluate(part, scope)))];
        SizeLimit.Check(parts.Sum(part => (long)part.Length));
        return string.Concat(parts);
    }

    private CallArguments Arguments(
        string callee, Arguments arguments, Scope scope, params IReadOnlyList<KeyValuePair<string, object?>> extra)
    {
        Dictionary<string, object?> named = [];
        object?[] positional = [.. arguments.Positional.Select(argument => Evaluate(argument, scope))];
        foreach ((string name, Expression value) in arguments.Named)
        {
            if (!named.TryAdd(name, Evaluate(value, scope)))
            {
                throw TemplateException.Wrong($"calls '{callee}' with the argument '{name}' twice");
            }
        }

        foreach ((string name, object? value) in extra)
        {
            named[name] = value;
        }

        return new CallArguments(callee, positional, named);
    }
}
