using System.Diagnostics;
using FinerCut.ModelCards;
using FinerCut.Plans;
using YamlDotNet.RepresentationModel;

namespace FinerCut.Tests.ModelCards;

public class ModelCardTests
{
    private static readonly string Tags = "tags:\n- finercut\n- pruned\n- onnx\n";

    private static readonly PruningPlan Plan = new()
    {
        Removed = [new("2.attn", 0.1), new("1.ffn", 0.2)],
        Steps = [],
        Source = new("llama", 4, ["0.attn", "0.ffn", "1.attn", "1.ffn", "2.attn", "2.ffn", "3.attn", "3.ffn"], []),
        Settings = new(0.25, 2, "js", null, [], 1, "cpu"),
        Calibration = new("built-in", 10, 256, ""),
        Work = new(1, 1),
        Versions = new("0.1.0", null),
    };

    private static readonly PlanPerplexity Perplexity =
        new("wiki: a.txt", "windows", 4, 256, 1020, "abc", 20, 1.25, 22.123456, 1.5, 1.10617, 0.0123, 300);

    private static readonly CardFacts Facts = new(Plan, "tales", []);

    private static readonly CardFacts Measured = Facts with { Plan = Plan with { Perplexities = [Perplexity] } };

    [Fact]
    public void Edit_FrontMatter_KeepsTextAndOrderOfAllOtherKeys()
    {
        const string Card = """
            ---
            # the licence of the weights
            license: apache-2.0   # checked
            language: [en,  'de']
            tags:
              - text-generation

              - "onnx"
            # what follows was trained
            datasets:
            - a/b
            model-index:
            - name: dense
              results: []
            # the end
            widget:
            - text: |
                # not a comment
                Hello
            ---
            # A model

            It is good.
            """;
        string edited = Edit(Card, Measured);

        Assert.StartsWith(
            """
            ---
            # the licence of the weights
            license: apache-2.0   # checked
            language: [en,  'de']
            tags:
              - text-generation

              - "onnx"
              - finercut
              - pruned
            # what follows was trained
            datasets:
            - a/b
            model-index:
            - name: tales-pruned
              results:
              - task:
                  type: text-generation
                dataset:
                  name: "wiki: a.txt"
                  type: text
                  args:
                    tokens_sha256: abc
                metrics:
                - type: perplexity
                  value: 22.1235
                  name: "perplexity (windows, 4 x 256 tokens)"
            # the end
            widget:
            - text: |
                # not a comment
                Hello
            base_model: tales
            ---

            <!-- finercut: begin -->
            **This is a pruned model.** FinerCut removed 2 of 8 sublayers of tales;
            """.ReplaceLineEndings("\n"),
            edited,
            StringComparison.Ordinal);
        Assert.EndsWith("<!-- finercut: end -->\n\n# A model\n\nIt is good.", edited, StringComparison.Ordinal);
        Assert.Contains(
            "- The results of the dense model are no longer in the metadata", edited, StringComparison.Ordinal);
        Assert.Contains(
            "| wiki: a.txt | windows, 4 x 256 tokens | 20.00 ± 1.25 | 22.12 ± 1.50 | 1.106 ± 0.012 |\n",
            edited,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tags: []", "tags:\n- finercut\n- pruned\n- onnx")]
    [InlineData("tags:", "tags:\n- finercut\n- pruned\n- onnx")]
    [InlineData("tags: one", "tags:\n- one\n- finercut\n- pruned\n- onnx")]
    [InlineData("tags: [one, 'two: 2', onnx]", "tags:\n- one\n- 'two: 2'\n- onnx\n- finercut\n- pruned")]
    [InlineData("tags: [one,\n  two]", "tags:\n- one\n- two\n- finercut\n- pruned\n- onnx")]
    [InlineData("tags:\n- one", "tags:\n- one\n- finercut\n- pruned\n- onnx")]
    [InlineData("tags:\n    - one  # why\n", "tags:\n    - one  # why\n    - finercut\n    - pruned\n    - onnx")]
    [InlineData("tags:\n- finercut\n- pruned\n- 'onnx'", "tags:\n- finercut\n- pruned\n- 'onnx'")]
    public void Edit_Tags_OfEveryForm_AreAdded(string tags, string expected) => Assert.StartsWith(
        $"---\nlicense: mit\n{expected}\n",
        Edit($"---\nlicense: mit\n{tags}\n---\n", Facts),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("a: 1", "tales", "a: 1|tags|base_model: tales")]
    [InlineData("base_model: a/b", "tales", "base_model: a/b|tags")]
    [InlineData("base_model: [a/b, c/d]\na: 1", "x/y", "base_model: x/y|a: 1|tags")]
    [InlineData("base_model:\n- a/b\n# of a\na: 1", "x/y", "base_model: x/y|# of a|a: 1|tags")]
    [InlineData("a: 1", null, "a: 1|tags")]
    [InlineData("", "007", "base_model: \"007\"|tags")]
    public void Edit_BaseModel_IsThatOfTheHubElseTheCardsElseTheFoldersName(string front, string? name, string expected)
    {
        string edited = Edit($"---\n{front}\n---\nText", Facts with { BaseModel = name });
        string[] lines = edited.Split('\n');
        string[] found = [.. lines[1..Array.IndexOf(lines, "---", 1)].Where(line => line.Length > 0 && line[0] != '-')
            .Select(line => line == "tags:" ? "tags" : line)];
        Assert.Equal(
            expected.Split('|').Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# A model\n\n---\n\nText")]
    [InlineData("Text")]
    public void Edit_WithoutFrontMatter_GetsOne(string card)
    {
        string edited = Edit(card, Facts);
        Assert.StartsWith($"---\nbase_model: tales\n{Tags}---\n\n<!-- finercut", edited, StringComparison.Ordinal);
        Assert.EndsWith(card, edited, StringComparison.Ordinal);
    }

    [Fact]
    public void Edit_EmptyFrontMatter_IsFilled() => Assert.StartsWith(
        $"---\nbase_model: tales\n{Tags}---\n", Edit("---\n---\nText", Facts), StringComparison.Ordinal);

    [Fact]
    public void Edit_WindowsLines_StaySo()
    {
        string edited = Edit("---\r\nlicense: mit\r\n---\r\n# A\r\nText\r\n", Facts);
        Assert.Equal(edited, edited.ReplaceLineEndings("\r\n"));
        Assert.StartsWith("---\r\nlicense: mit\r\nbase_model: tales\r\ntags:\r\n", edited, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n# A\r\nText\r\n", edited, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("---\nlibrary_name: [\n---\n", "is no YAML")]
    [InlineData("---\na: 1\na: 2\n---\n", "is no YAML|has the key 'a' twice")]
    [InlineData("---\nlicense: mit\n", "has no end")]
    [InlineData("---\njust text\n---\n", "has another form")]
    [InlineData("---\n{license: mit}\n---\n", "has another form")]
    [InlineData("---\n- a\n---\n", "has another form")]
    [InlineData("---\n? [a, b]\n: c\n---\n", "has a key that is no plain text")]
    [InlineData("---\na: 1\n...\nb: 2\n---\n", "is no YAML|has more than one document")]
    [InlineData("---\ntags: &t [a]\nother: *t\n---\n", "has 'tags' in a form that cannot be edited")]
    [InlineData("---\ntags:\n- a: 1\n---\n", "has 'tags' in a form that cannot be edited")]
    [InlineData("---\nmodel-index: &m []\nother: *m\n---\n", "has anchors or aliases in 'model-index'")]
    public void Edit_FrontMatterThatIsNotUnderstood_IsLeftAlone(string card, string expected)
    {
        Assert.Null(ModelCard.Edit(card, Facts, out string? fault));
        Assert.Contains(expected.Split('|'), part => fault!.StartsWith(part, StringComparison.Ordinal));
    }

    [Fact]
    public void Edit_MillionLists_AreRefused()
    {
        string card = $"---\na: {new string('[', 1_000_000)}\n---\n";
        Assert.Null(ModelCard.Edit(card, Facts, out string? fault));
        Assert.Equal("nests 'a' more than 64 deep", fault);
    }

    [Theory]
    [InlineData("tags:\n", "- a{0}\n")]
    [InlineData("", "key{0}: 1\n")]
    [InlineData("tags: [", "a{0},")]
    public void Edit_HugeFrontMatter_TakesSeconds(string start, string item)
    {
        string many = string.Concat(Enumerable.Range(0, 200_000).Select(
            number => item.Replace("{0}", $"{number}", StringComparison.Ordinal)));
        Stopwatch watch = Stopwatch.StartNew();
        Edit($"---\n{start}{many.TrimEnd(',')}{(start.EndsWith('[') ? "]" : "")}\n---\n", Facts);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
    }

    [Theory]
    [InlineData("# A model\nText\n")]
    [InlineData("---\nlicense: mit\ntags:\n- a\nmodel-index:\n- name: x\n  results: []\n---\n# A model\nText\n")]
    public void Edit_PrunedAgain_IsUpdatedAndNotDoubled(string card)
    {
        CardFacts second = new(
            Plan with { Removed = [new("0.attn", 0.3)], Calibration = null, Perplexities = null },
            "tales-pruned-25pct",
            ["2.attn", "1.ffn"]);
        string again = Edit(Edit(card, Measured), second);

        Assert.Equal(2, again.Split("<!-- finercut: ").Length - 1);
        Assert.DoesNotContain("model-index", again, StringComparison.Ordinal);
        Assert.DoesNotContain("no longer in the metadata", again, StringComparison.Ordinal);
        Assert.Equal(2, again.Split("- pruned\n").Length);
        Assert.Contains("base_model: tales\n", again, StringComparison.Ordinal);
        Assert.Contains("- Removed, in this order: `0.attn`\n", again, StringComparison.Ordinal);
        Assert.Contains("- Removed by an earlier pruning: `2.attn`, `1.ffn`\n", again, StringComparison.Ordinal);
        Assert.Contains("- Chosen by hand\n", again, StringComparison.Ordinal);
        Assert.EndsWith("# A model\nText\n", again, StringComparison.Ordinal);
        Assert.Equal(again, Edit(again, second));
    }

    [Fact]
    public void Create_NewCard_HasNoLicenceAndIsUpdatedLater()
    {
        string card = ModelCard.Create(Measured);
        YamlMappingNode front = Parse(card);
        Assert.Equal(
            ["base_model", "tags", "model-index", "pipeline_tag"], front.Children.Keys.Select(key => $"{key}"));
        YamlNode result = front["model-index"][0]["results"][0];
        Assert.Equal("text-generation", $"{result["task"]["type"]}");
        Assert.Equal("wiki: a.txt", $"{result["dataset"]["name"]}");
        Assert.Equal("perplexity", $"{result["metrics"][0]["type"]}");
        Assert.Equal("22.1235", $"{result["metrics"][0]["value"]}");
        Assert.Contains("\n# tales-pruned\n\n<!-- finercut: begin -->\n", card, StringComparison.Ordinal);
        Assert.EndsWith("<!-- finercut: end -->\n", card, StringComparison.Ordinal);
        Assert.DoesNotContain("The text below", card, StringComparison.Ordinal);
        Assert.DoesNotContain("The text below", Edit(card, Facts), StringComparison.Ordinal);
    }

    [Fact]
    public void ModelIndex_NumbersThatAreNone_AreLeftOut()
    {
        CardFacts lost = Facts with { Plan = Plan with { Perplexities = [Perplexity with { Pruned = null }] } };
        string card = ModelCard.Create(lost);
        Assert.DoesNotContain("model-index", card, StringComparison.Ordinal);
        Assert.Contains("| 20.00 ± 1.25 | no finite number |", card, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a b.txt", "a b.txt")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("1.txt", "\"1.txt\"")]
    [InlineData("a: b # c", "\"a: b # c\"")]
    [InlineData("say \"\\\u0007\"", "\"say \\\"\\\\\\x07\\\"\"")]
    [InlineData("naïve 😀", "\"naïve 😀\"")]
    public void Text_OfAnyName_IsReadBack(string text, string expected)
    {
        Assert.Equal(expected, CardYaml.Text(text));
        Assert.Equal(text, $"{Parse($"---\na: {CardYaml.Text(text)}\n---\n")["a"]}");
    }

    [Theory]
    [InlineData("---\nlicense: mit\ntags: [a]\n---\n# A\nText\n")]
    [InlineData("---\nlicense: mit\n---\n# A\nText\n")]
    [InlineData("# A\nText\n")]
    [InlineData("\r\n# A\r\nText\r\n")]
    public void Strip_EditedCard_IsThatOfTheDenseModel(string card)
    {
        string? stripped = ModelCard.Strip(card);
        Assert.NotNull(stripped);
        string edited = Edit(card, Measured);
        Assert.Equal(stripped, ModelCard.Strip(edited));
        Assert.NotEqual(stripped, ModelCard.Strip(edited.Replace("Text", "Other", StringComparison.Ordinal)));
        Assert.NotEqual(stripped, ModelCard.Strip(edited.Replace("base_model:", "other:", StringComparison.Ordinal)));
    }

    private static YamlMappingNode Parse(string card)
    {
        YamlStream stream = [];
        stream.Load(new StringReader(card.Split("---\n")[1]));
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    private static string Edit(string card, CardFacts facts)
    {
        string? edited = ModelCard.Edit(card, facts, out string? fault);
        Assert.Null(fault);
        return edited!;
    }
}
