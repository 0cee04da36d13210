using FinerCut.Cli.Diagnostics;
using FinerCut.Execution.Cuda;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Protos;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Cli.Tests.BadInput;

/// <summary>Files that are well formed, and that ONNX Runtime refuses or cannot run.</summary>
public class RuntimeRefusalTests
{
    [Theory]
    [InlineData(TinyDecoderForm.OptimumLlama, "--ratio", "0.25")]
    [InlineData(TinyDecoderForm.GenAiLlama, "--ratio", "0.25")]
    [InlineData(TinyDecoderForm.OptimumLlama, "--remove", "0.ffn")]
    public void Model_UnknownOperatorInABranch_PassesTheSentenceOn(TinyDecoderForm form, string option, string value)
    {
        using BadInputRun run = new(new TinyDecoderOptions { Layers = 2, Form = form });
        run.Edit(model => model.Graph.Node.First(node => node.OpType == "Sigmoid").OpType = "Frobnicate");

        string line = run.RefusesToPrune("FC5011", ExitCode.BadModel, option, value);
        Assert.StartsWith(
            $"ONNX Runtime refuses '{run.Decoder.ModelPath}': This is an invalid model.",
            line,
            StringComparison.Ordinal);
        Assert.Contains("Error No Op registered for Frobnicate", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Model_OpsetOfTheFuture_PassesTheSentenceOn()
    {
        using BadInputRun run = new();
        run.Edit(model => model.OpsetImport[0].Version = 999);
        Assert.Contains(
            "': ONNX Runtime only *guarantees* support",
            run.RefusesToPrune("FC5011", ExitCode.BadModel),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Model_IrVersionOfTheFuture_PassesTheSentenceOn()
    {
        using BadInputRun run = new();
        run.Edit(model => model.IrVersion = 99);
        Assert.Contains(
            "': Unsupported model IR version: 99,",
            run.RefusesToPrune("FC5011", ExitCode.BadModel),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Model_ShapesThatDoNotFit_PassTheSentenceOn()
    {
        using BadInputRun run = new();
        run.Edit(model =>
        {
            TensorProto weights = model.Graph.Initializer.First(tensor => tensor.Dims.SequenceEqual([48, 24]));
            (weights.Dims[0], weights.Dims[1]) = (24, 48);
        });
        Assert.Contains(
            "Incompatible dimensions for matrix multiplication",
            run.RefusesToPrune("FC5011", ExitCode.BadModel),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Provider_CudaNotPackaged_SaysWhatIsMissing()
    {
        Assert.SkipWhen(
            OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider"),
            "this build has the CUDA provider");
        using BadInputRun run = new();
        string line = run.RefusesToPrune("FC5013", ExitCode.FellShort, "--provider", "cuda");

        Assert.Contains("Microsoft.ML.OnnxRuntime.Gpu", line, StringComparison.Ordinal);
        Assert.Contains("--provider cpu", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Provider_CudaPackagedAndMissing_NamesTheLibraries()
    {
        Assert.SkipWhen(CudaSupport.Explain() is null, "no CUDA provider in this build, or all that it needs is here");
        using BadInputRun run = new();
        string line = run.RefusesToPrune("FC5041", ExitCode.FellShort, "--provider", "cuda");

        Assert.Matches(@"not load: .*(libcuda\.so\.1|nvcuda\.dll|cublas)", line);
        Assert.Contains("--provider cpu", line, StringComparison.Ordinal);
    }
}
