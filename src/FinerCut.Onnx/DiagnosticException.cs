namespace FinerCut.Onnx;

/// <summary>An error with a number that <c>docs/diagnostics.md</c> explains; the message says what, where and
/// what to do.</summary>
public sealed class DiagnosticException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="code">Its number, such as <c>FC1012</c>.</param>
    /// <param name="message">What was found and where, the values possible, and what to do.</param>
    /// <param name="innerException">The framework's exception that it wraps, if any.</param>
    public DiagnosticException(string code, string message, Exception? innerException = null)
        : base(message, innerException) => Code = code;

    /// <summary>The error's number: <c>FC</c> and four digits.</summary>
    public string Code { get; }
}
