using FinerCut.Onnx;

namespace FinerCut.Tests.Folders;

internal static class Refusal
{
    /// <summary>The message of the numbered error that an action must end in.</summary>
    public static string Of(string code, Action action)
    {
        DiagnosticException exception = Assert.Throws<DiagnosticException>(action);
        Assert.Equal(code, exception.Code);
        return exception.Message;
    }
}
