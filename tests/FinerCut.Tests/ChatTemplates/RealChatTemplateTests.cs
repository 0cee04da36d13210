using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FinerCut.ChatTemplates;
using FinerCut.Onnx;
using FinerCut.TestModels.Files;
using FinerCut.Tests.Tokenizers;

namespace FinerCut.Tests.ChatTemplates;

/// <summary>Templates of real models on conversations of our own. The hashes are of the text that Jinja 3.1 writes
/// under the settings of Transformers; the npm package @huggingface/jinja writes the same.</summary>
public class RealChatTemplateTests
{
    private static readonly JsonElement Conversations = JsonDocument.Parse(
        Repository.ReadText("tests/FinerCut.Tests/ChatTemplates/conversations.json")).RootElement;

    private static readonly Dictionary<string, Lazy<ChatTemplate>> Fetched =
        Models.ToDictionary(
            model => model, model => new Lazy<ChatTemplate>(() => Fetch(model), LazyThreadSafetyMode.PublicationOnly));

    /// <summary>Model, conversation, with the beginning of the answer, and the text's SHA-256 or the refusal.</summary>
    public static TheoryData<string, string, bool, string> Texts => new()
    {
        { "llama3_1", "brief", false, "1d0e790cd37a3b8b3262ebb3f9f2cad8b0b92b9baba8b5956408f7c1369991ba" },
        { "llama3_1", "brief", true, "597604037c566c1912be260573ab42e58e5bdf5d36565aad552ee1035945a2a3" },
        { "llama3_1", "turns", false, "9092b89d5ad7dab0c4c471e1f2a656f53c2b4d7d4cc5494c8821457c8d1f556f" },
        { "llama3_1", "turns", true, "75e67a0ae52eacf5e95ef3d0ca781e01b02666df48204cea67dc795573f6bec9" },
        { "llama3_1", "unicode", false, "879abfefde408d540d6463a6353b46b4f38708f9d21699df55987727919c35b4" },
        { "llama3_1", "unicode", true, "233d4e24d3147ae3371ac2203b3e74172db523cdd79be0f98b21acb1689bf2ad" },
        { "llama3_1", "refused", false, "6719257635c1c3f1716739bdc40edb22185a0156cf965d712685f72da6d4595c" },
        { "llama3_1", "refused", true, "e17859f794b8fc0b07b10bc6498e1fa60c1feef9de6258ae06ffb57a1b0e79f8" },
        { "qwen3", "brief", false, "40017c2486cbdbff6330c2bc0df3c707081488899c38d9c0ecb89bd06f43cc27" },
        { "qwen3", "brief", true, "c21560fc0ab7dfa8b3caff0ea7c545b164f0b6e32f05535eb8e851c57f56ac94" },
        { "qwen3", "turns", false, "3b40ccd8b122f00fb31163a0d2b886237b1a5907b17f64089c19a3d49e5f13f8" },
        { "qwen3", "turns", true, "9dd588c693e9feb0285195c33f26d20da1473bd8156c5acd4dd7fc258fc5b19a" },
        { "qwen3", "unicode", false, "e48b1fd07b0a5e4c05a732e439a159c05f9a0e7c76787249c1ae7b1c693785df" },
        { "qwen3", "unicode", true, "5fe07ccd2dd19b9628ded8b71957c9acbb9425cdd320d51a8b5570b1a27446f5" },
        { "qwen3", "refused", false, "a6a4fb7583b465c4151169b3a1d6d2dbb0a09fba1ca36691d19c09cf188f350e" },
        { "qwen3", "refused", true, "5103298ad708c78ea5f84069d24e873163cad74d90c3dd2e09a63a537ee2edda" },
        { "gemma3", "brief", false, "8051107d7306391c36866a69e6ad5de465140130ccbba153ef8f96c03bb9049a" },
        { "gemma3", "brief", true, "9160eaad2059feb0a004c98e109f0bbc35abb9971978cdeda0f04f7fd22314c5" },
        { "gemma3", "turns", false, "1c9abee0159db5547e65b781aa390602a5704c9a3e7cff002397214c695cb570" },
        { "gemma3", "turns", true, "c12a05e2dfb25e4361dd7bf6b2f60e6025b9bf64c002ac266f5e417eae5fb4cb" },
        { "gemma3", "unicode", false, "47014600d53133ebb7a2744e5e3c77a9c8768a2d61573980b42d56b7e8827f9d" },
        { "gemma3", "unicode", true, "430f126cee16d8ad616a7e90e831ebc3785ce3c9756f847a802f5e069dbc44e7" },
        { "gemma3", "refused", false, "FC3042" },
        { "gemma3", "refused", true, "FC3042" },
        { "deepseek_v3", "brief", false, "0d20b7f0beb7ef20c26edc5ee0d0deb5fedc19a9fa48a8dcff9cfeeeacccbb17" },
        { "deepseek_v3", "brief", true, "88a4e5040d58db1cb9789582db0bea0ebefbb39f7c39d4e6e012c765b7873f90" },
        { "deepseek_v3", "turns", false, "ec2e8ad164377ff080298191d7481bf03287e4baec10003c36069300f6babc7a" },
        { "deepseek_v3", "turns", true, "d81eb33022bbee59ea4be85d347321e5684c1c406185b4f38616d94b51b05302" },
        { "deepseek_v3", "unicode", false, "ab21ccde956da6032df4d08a78555a2021a4fa0f5622e8f82426d4ddaefab4a9" },
        { "deepseek_v3", "unicode", true, "1dd073f4e9a7d45b362ba952c7ce55c8f28b1d985e57f439b1a5c13c9f04df86" },
        { "deepseek_v3", "refused", false, "26a99d108168e21e326f5feb090594ef3d8cf13597d04e460f04118a061cde98" },
        { "deepseek_v3", "refused", true, "9c389cb6e00f6db8725bdb1658e5be60563c441e2f56d275bbaa2471bb06b42c" },
        { "llama3", "brief", false, "597604037c566c1912be260573ab42e58e5bdf5d36565aad552ee1035945a2a3" },
        { "llama3", "brief", true, "597604037c566c1912be260573ab42e58e5bdf5d36565aad552ee1035945a2a3" },
        { "llama3", "turns", false, "75e67a0ae52eacf5e95ef3d0ca781e01b02666df48204cea67dc795573f6bec9" },
        { "llama3", "turns", true, "75e67a0ae52eacf5e95ef3d0ca781e01b02666df48204cea67dc795573f6bec9" },
        { "llama3", "unicode", false, "233d4e24d3147ae3371ac2203b3e74172db523cdd79be0f98b21acb1689bf2ad" },
        { "llama3", "unicode", true, "233d4e24d3147ae3371ac2203b3e74172db523cdd79be0f98b21acb1689bf2ad" },
        { "llama3", "refused", false, "e17859f794b8fc0b07b10bc6498e1fa60c1feef9de6258ae06ffb57a1b0e79f8" },
        { "llama3", "refused", true, "e17859f794b8fc0b07b10bc6498e1fa60c1feef9de6258ae06ffb57a1b0e79f8" },
        { "gemini", "brief", false, "FC3042" },
        { "gemini", "brief", true, "FC3042" },
        { "gemini", "turns", false, "1c9abee0159db5547e65b781aa390602a5704c9a3e7cff002397214c695cb570" },
        { "gemini", "turns", true, "c12a05e2dfb25e4361dd7bf6b2f60e6025b9bf64c002ac266f5e417eae5fb4cb" },
        { "gemini", "unicode", false, "FC3042" },
        { "gemini", "unicode", true, "FC3042" },
        { "gemini", "refused", false, "FC3042" },
        { "gemini", "refused", true, "FC3042" },
        { "phi3", "brief", false, "6434e2694bc2d4efa22dde72123b44f222f9760702324f93453886183ae25b2e" },
        { "phi3", "brief", true, "eba54083c3b116507a4b830015df15ea541e2ac683316957d55d7905eb217ee4" },
        { "phi3", "turns", false, "e6411c877cb789bfc0411992e6f1910a961ef1275ef6284076f5273f27b2daad" },
        { "phi3", "turns", true, "c9cc9b3435c3c801a39b94b7814c1e40bd16d3ffa276ccc0c7679bf7abe4d94d" },
        { "phi3", "unicode", false, "6fca1878f19b7b3f12893ba4a90ba2b223063cde91fb779d5ae43415d12f2d5c" },
        { "phi3", "unicode", true, "4a59513ceb690fa753ac556712410b9eba4181af1263f185d5c4cb76f72f7ab8" },
        { "phi3", "refused", false, "bccbefcb9b05b6a4ffc4ed144c48ef7fb88f747e8f80c2e6884f618f02c50d3a" },
        { "phi3", "refused", true, "5e02a24468eb1e7b0b8e1dd5620a7742ac4523bb8ae0f7d932595c1edb86a131" },
    };

    private static string[] Models => ["llama3_1", "qwen3", "gemma3", "deepseek_v3", "llama3", "gemini", "phi3"];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Render_RealTemplate_GivesTheTextOfJinja(
        string model, string conversation, bool addsPrompt, string expected)
    {
        ChatTemplate template = Fetched[model].Value;
        Assert.Equal(expected, Outcome(() => template.Render(Conversations.GetProperty(conversation), addsPrompt)));
    }

    private static string Outcome(Func<string> render)
    {
        try
        {
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(render())));
        }
        catch (DiagnosticException exception)
        {
            return exception.Code;
        }
    }

    private static ChatTemplate Fetch(string model)
    {
        if (model == "phi3")
        {
            return ChatTemplate.Find(SharedData.Require("data", "tokenizers", "phi-3-mini"))!;
        }

        using TokenizerFiles files = NpmTokenizers.Require(model);
        return ChatTemplate.Find(files.Folder)!;
    }
}
