using System.Text.Json;
using FinerCut.Configurations;
using FinerCut.Folders;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Plans;

namespace FinerCut.Tests.Folders;

/// <summary>The exporters' own folders, from the reference data beside the checkout.</summary>
public class SharedModelsTests
{
    [Fact]
    public void Find_EveryZooFolder_FindsTheFileOfItsRecipe()
    {
        string[] recipes = Directory.GetFiles(SharedFolder("zoo"), "recipe.json", SearchOption.AllDirectories);
        Assert.NotEmpty(recipes);

        Assert.All(recipes, recipe =>
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(recipe));
            string folder = Path.GetDirectoryName(recipe)!;

            ModelFolder model = ModelFolder.Find(folder);

            Assert.Equal((folder, document.RootElement.GetProperty("file").GetString()), (model.Root, model.GraphName));
            Assert.Equal(ModelFolder.Find(model.GraphPath).Root, model.Root);
            Assert.DoesNotContain(
                CompanionFiles.ListFiles(model), name => name.EndsWith("recipe.json", StringComparison.Ordinal));
        });
    }

    [Fact]
    public void SourceFiles_OfPerTensorExport_ListEveryDataFile()
    {
        ModelFolder folder = ModelFolder.Find(Path.Combine(SharedFolder("zoo"), "llama-gqa.ext-per-tensor.fp32"));
        using Model model = Model.Open(folder.GraphPath);

        IReadOnlyList<PlanSourceFile> files =
            folder.SourceFiles(model, progress: null, TestContext.Current.CancellationToken);

        Assert.Equal("model.onnx", files[0].Name);
        Assert.Contains(files, file => file.Name == "model.embed_tokens.weight");
        Assert.All(files, file => Assert.Equal(new FileInfo(Path.Combine(folder.Root, file.Name)).Length, file.Bytes));
    }

    [Theory]
    [InlineData("onnx")]
    [InlineData("genai")]
    public void EditConfigurations_OfTales3m_ChangesOneNumber(string name)
    {
        ModelFolder model = ModelFolder.Find(Path.Combine(SharedFolder("models"), "tales-3m", name));
        Assert.Equal(
            ("llama", 2048L, 128L, 32L), (model.Architecture, model.VocabularySize, model.HiddenSize, model.HeadSize));
        using TemporaryFolder folder = new();
        CompanionFiles.Copy(model, CompanionFiles.ListFiles(model), folder.Root, TestContext.Current.CancellationToken);

        Assert.Empty(ConfigurationEditor.EditConfigurations(
            folder.Root, folder.PathOf("model.onnx"), new LayerSelection(12, [.. Enumerable.Range(3, 9)])));

        foreach (string file in folder.AllNames().Where(file => file.EndsWith(".json", StringComparison.Ordinal)))
        {
            string before = File.ReadAllText(Path.Combine(model.Root, file));
            Assert.Equal(
                before.Replace("\"num_hidden_layers\": 12", "\"num_hidden_layers\": 9", StringComparison.Ordinal),
                File.ReadAllText(folder.PathOf(file)));
        }

        Assert.Contains("tokenizer.json", folder.AllNames());
    }

    private static string SharedFolder(string name)
    {
        DirectoryInfo? repository = new(AppContext.BaseDirectory);
        while (repository is not null && !File.Exists(Path.Combine(repository.FullName, "FinerCut.sln")))
        {
            repository = repository.Parent;
        }

        string path = Path.GetFullPath(Path.Combine(repository?.FullName ?? ".", "..", "shared", name));
        Assert.SkipUnless(
            Directory.Exists(path), $"Needs the reference data in '../shared/{name}' beside the checkout.");
        return path;
    }
}
