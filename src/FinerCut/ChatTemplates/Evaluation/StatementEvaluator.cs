using System.Text;
using FinerCut.ChatTemplates.Syntax;
using FinerCut.ChatTemplates.Values;

namespace FinerCut.ChatTemplates.Evaluation;

/// <summary>Runs the statements of a template.</summary>
internal sealed class StatementEvaluator
{
    private readonly EvaluationLimit _budget;
    private readonly ExpressionEvaluator _expressions;
    private readonly MacroMaker _macros;

    internal StatementEvaluator(EvaluationLimit budget)
    {
        _budget = budget;
        _expressions = new ExpressionEvaluator(budget);
        _macros = new MacroMaker(this, _expressions);
    }

    /// <summary>Runs statements.</summary>
    /// <param name="body">The statements.</param>
    /// <param name="scope">Their variables.</param>
    /// <param name="output">What they write is added to it.</param>
    /// <exception cref="TemplateException">One of them cannot be run.</exception>
    internal Flow EvaluateStatements(Body body, Scope scope, StringBuilder output)
    {
        foreach (Statement statement in body.Statements)
        {
            _budget.Enter(statement.Line);
            _budget.Spend(1);
            Flow flow = EvaluateStatements(statement, scope, output);
            _budget.Leave();
            if (flow != Flow.Next)
            {
                return flow;
            }
        }

        return Flow.Next;
    }

    /// <summary>Runs statements and gives what they wrote.</summary>
    internal string Capture(Body body, Scope scope)
    {
        StringBuilder output = new();
        EvaluateStatements(body, scope, output);
        return output.ToString();
    }

    private Flow EvaluateStatements(Statement statement, Scope scope, StringBuilder output)
    {
        switch (statement)
        {
            case Statement.Text text:
                Append(text.Value, output);
                return Flow.Next;
            case Statement.Output written:
                Append(PythonWriter.Write(_expressions.EvaluateOutput(written.Value, scope)), output);
                return Flow.Next;
            case Statement.If condition:
                return EvaluateStatements(Chosen(condition, scope), scope, output);
            case Statement.For loop:
                RunLoop(loop, scope, output);
                return Flow.Next;
            case Statement.With with:
                return RunWith(with, scope, output);
            case Statement.Break:
                return Flow.Break;
            case Statement.Continue:
                return Flow.Continue;
            case Statement.FilterBlock block:
                Append(PythonWriter.Write(Filtered(block.Value, block.Body, scope)), output);
                return Flow.Next;
            case Statement.CallBlock block:
                Append(PythonWriter.Write(_macros.Call(block, scope)), output);
                return Flow.Next;
            default:
                Define(statement, scope);
                return Flow.Next;
        }
    }

    private void Define(Statement statement, Scope scope)
    {
        switch (statement)
        {
            case Statement.Set set:
                _expressions.Assign(set.Target, _expressions.Evaluate(set.Value, scope), scope);
                break;
            case Statement.SetBlock set:
                _expressions.Assign(set.Target, Filtered(set.Value, set.Body, scope), scope);
                break;
            case Statement.Macro macro:
                scope.Set(macro.Name, _macros.Make(macro.Name, macro.Parameters, macro.Body, scope));
                break;
        }
    }

    private Body Chosen(Statement.If condition, Scope scope) => condition.Branches
        .FirstOrDefault(
            branch => PythonType.IsTrue(_expressions.Evaluate(branch.Condition, scope)),
            (null!, condition.Otherwise)).Body;

    private object? Filtered(Expression value, Body body, Scope scope)
    {
        Scope inner = new(scope);
        inner.Set(Body.Captured, Capture(body, new Scope(scope)));
        return _expressions.EvaluateOutput(value, inner);
    }

    private Flow RunWith(Statement.With with, Scope scope, StringBuilder output)
    {
        Scope inner = new(scope);
        foreach ((Expression target, Expression value) in with.Entries)
        {
            _expressions.Assign(target, _expressions.Evaluate(value, scope), inner);
        }

        return EvaluateStatements(with.Body, inner, output);
    }

    private void RunLoop(Statement.For loop, Scope scope, StringBuilder output)
    {
        IReadOnlyList<object?> items =
            Kept(loop.Head, PythonType.Iterate(_expressions.Evaluate(loop.Head.Items, scope)), scope);
        LoopState state = new(items);
        for (; state.Index < items.Count; state.Index++)
        {
            _budget.Spend(1);
            Scope inner = new(scope);
            inner.Set("loop", state);
            _expressions.Assign(loop.Head.Target, items[state.Index], inner);
            if (EvaluateStatements(loop.Body, inner, output) == Flow.Break)
            {
                return;
            }
        }

        if (items.Count == 0)
        {
            EvaluateStatements(loop.Otherwise, new Scope(scope), output);
        }
    }

    private IReadOnlyList<object?> Kept(ForHead head, IReadOnlyList<object?> items, Scope scope)
    {
        if (head.Condition is not { } condition)
        {
            return items;
        }

        List<object?> kept = [];
        foreach (object? item in items)
        {
            Scope inner = new(scope);
            _expressions.Assign(head.Target, item, inner);
            if (PythonType.IsTrue(_expressions.Evaluate(condition, inner)))
            {
                kept.Add(item);
            }
        }

        return kept;
    }

    private static void Append(string text, StringBuilder output)
    {
        SizeLimit.Check((long)output.Length + text.Length);
        output.Append(text);
    }
}
