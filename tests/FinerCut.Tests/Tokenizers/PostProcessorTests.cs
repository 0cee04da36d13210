using FinerCut.Tokenizers;

namespace FinerCut.Tests.Tokenizers;

public class PostProcessorTests
{
    private const string Template = """
        {"type":"TemplateProcessing",
         "single":[{"SpecialToken":{"id":"<s>","type_id":0}},{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"</s>","type_id":0}}],
         "pair":[],
         "special_tokens":{"<s>":{"id":"<s>","ids":[20,21],"tokens":["<s>","x"]},"</s>":{"id":"</s>","ids":[22],"tokens":["</s>"]}}}
        """;

    [Theory]
    [InlineData(Template)]
    [InlineData($$"""{"type":"Sequence","processors":[{"type":"ByteLevel","trim_offsets":false},{{Template}}]}""")]
    public void Template_WhenAsked_PutsTokensAround(string processor)
    {
        HuggingFaceTokenizer tokenizer = TokenizerFiles.Open(TinyTokenizer.Letters().With("post_processor", processor));
        Assert.Equal([20, 21, 1, 2, 22], tokenizer.EncodeIds("ab", addSpecialTokens: true));
        Assert.Equal([1, 2], tokenizer.EncodeIds("ab", addSpecialTokens: false));
        Assert.Equal([20, 21, 22], tokenizer.EncodeIds("", addSpecialTokens: true));
    }
}
