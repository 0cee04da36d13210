using FinerCut.Cli.Diagnostics;
using FinerCut.TestModels.Decoders;

namespace FinerCut.Cli.Tests.BadInput;

/// <summary>Files that are no decoder, or no longer one.</summary>
public class ModelFileTests
{
    [Fact]
    public void Path_Missing_IsRefused()
    {
        using BadInputRun run = new();
        Assert.Contains(
            "no such.onnx",
            run.Refuses("FC1001", ExitCode.MissingInput, "inspect", run.Combine("no such.onnx")),
            StringComparison.Ordinal);
        run.Refuses("FC1001", ExitCode.MissingInput, "prune", run.Combine("no such"), "--ratio", "0.25", "-q");
        run.Refuses("FC1001", ExitCode.MissingInput, "inspect", "");
    }

    [Fact]
    public void Folder_WithoutModel_IsRefused()
    {
        using BadInputRun run = new();
        File.Delete(run.Decoder.ModelPath);
        run.RefusesToPrune("FC1011", ExitCode.MissingInput);
    }

    [Fact]
    public void Folder_ConfigurationNamesAnotherFile_IsRefused()
    {
        using BadInputRun run = new(new TinyDecoderOptions { Form = TinyDecoderForm.GenAiLlama });
        File.Delete(run.Decoder.ModelPath);
        run.RefusesToPrune("FC1013", ExitCode.MissingInput);
    }

    [Fact]
    public void Folder_DamagedConfiguration_IsRefused()
    {
        using BadInputRun run = new();
        File.WriteAllText(Path.Combine(run.Model, "config.json"), "{ \"vocab_size\": ");
        run.RefusesToPrune("FC1014", ExitCode.BadModel);
    }

    [Theory]
    [InlineData("FC1065", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n")]
    [InlineData("FC1066", "<!DOCTYPE html><html><body>404</body></html>")]
    [InlineData("FC1067", "PK\u0003\u0004")]
    [InlineData("FC1002", "This is a text.")]
    [InlineData("FC1002", "")]
    public void File_NotOnnx_IsRefused(string code, string content)
    {
        using BadInputRun run = new();
        File.WriteAllText(run.Decoder.ModelPath, content);
        run.RefusesToPrune(code, ExitCode.BadModel);
        run.Refuses(code, ExitCode.BadModel, "inspect", run.Model);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public void File_Truncated_IsRefused(double share)
    {
        using BadInputRun run = new();
        using (FileStream file = File.OpenWrite(run.Decoder.ModelPath))
        {
            file.SetLength((long)(file.Length * share));
        }

        run.RefusesToPrune("FC1003", ExitCode.BadModel);
        run.Refuses("FC1003", ExitCode.BadModel, "inspect", run.Decoder.ModelPath);
    }

    [Fact]
    public void Model_ForImages_SaysWhatWasLookedFor()
    {
        using BadInputRun run = new();
        string images = Path.GetDirectoryName(TinyImageClassifier.Write(run.Combine("images")))!;

        string line = run.Refuses("FC2001", ExitCode.BadModel, "prune", images, "--ratio", "0.25", "-q");
        Assert.Contains("input_ids", line, StringComparison.Ordinal);
        Assert.Contains("pixel_values", line, StringComparison.Ordinal);
        run.Refuses("FC2001", ExitCode.BadModel, "inspect", images);
    }

    [Theory]
    [InlineData("--ratio", "0.25")]
    [InlineData("--remove", "1.attn")]
    public void Model_WithUnknownInput_NamesIt(string option, string value)
    {
        using BadInputRun run = new();
        run.Edit(model =>
        {
            model.Graph.Input.Add(new TestModels.Protos.ValueInfoProto(model.Graph.Input[0]) { Name = "speaker" });
            model.Graph.Node.Insert(
                0,
                new TestModels.Protos.NodeProto { OpType = "Identity", Input = { "speaker" }, Output = { "voice" } });
            model.Graph.Output.Add(new TestModels.Protos.ValueInfoProto(model.Graph.Input[0]) { Name = "voice" });
        });

        Assert.Contains(
            "'speaker'", run.RefusesToPrune("FC2007", ExitCode.BadModel, option, value), StringComparison.Ordinal);
    }
}
