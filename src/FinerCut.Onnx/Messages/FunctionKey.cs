namespace FinerCut.Onnx.Messages;

/// <summary>What tells one function of a model from another.</summary>
/// <param name="Domain">Its domain; empty for ONNX's own.</param>
/// <param name="Name">Its name, the operator of a call.</param>
/// <param name="Overload">Which of several of the same name; empty where there is one.</param>
internal readonly record struct FunctionKey(string Domain, string Name, string Overload)
{
    /// <summary>Such as <c>pkg.transformers::LlamaMLP</c>.</summary>
    public override string ToString() =>
        $"{(Domain.Length > 0 ? Domain + "::" : "")}{Name}{(Overload.Length > 0 ? ":" + Overload : "")}";
}
