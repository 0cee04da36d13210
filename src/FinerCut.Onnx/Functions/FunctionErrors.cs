using System.Globalization;
using FinerCut.Onnx.Messages;

namespace FinerCut.Onnx.Functions;

/// <summary>The texts of errors about functions in model files.</summary>
internal static class FunctionErrors
{
    public static DiagnosticException Recursive(string path, FunctionKey function) => new(
        "FC1025", $"In '{path}' the function '{function}' calls itself, directly or through others, so that the "
            + "graph has no end. The file is damaged; export it again.");

    public static DiagnosticException TooMany(string path, long parts) => new(
        "FC1026", string.Create(CultureInfo.InvariantCulture, $"In '{path}' the calls of functions unfold to more than "
            + $"{parts} nodes and names, far more than a file of this size needs. Export the model without "
            + $"functions."));

    public static DiagnosticException TooDeep(string path, FunctionKey function, int levels) => new(
        "FC1026", string.Create(CultureInfo.InvariantCulture, $"In '{path}' the call of the function '{function}' is "
            + $"nested more than {levels} calls deep. Export the model without functions."));

    public static DiagnosticException Opsets(
        string path, FunctionKey function, string operatorName, (long Function, long Model) versions) => new(
        "FC1027", string.Create(CultureInfo.InvariantCulture, $"In '{path}' the function '{function}' is written for "
            + $"version {versions.Function} of the operator set of {operatorName}, and the model for version "
            + $"{versions.Model}, where {operatorName} may mean something else. Export the model with one version for "
            + $"both."));

    public static DiagnosticException Call(string path, NodeMessage call, FunctionMessage function) => new(
        "FC1028", string.Create(CultureInfo.InvariantCulture, $"In '{path}' the call '{call.Name}' of the function "
            + $"'{function.Key}' has {call.Inputs.Count} inputs and {call.Outputs.Count} outputs, and the function "
            + $"{function.Inputs.Count} and {function.Outputs.Count}. The file is damaged; export it again."));

    public static DiagnosticException DefinedTwice(string path, FunctionKey function) => new(
        "FC1028", $"In '{path}' there are two functions '{function}', so that a call may mean either. Export the "
            + "model again.");
}
