namespace BackpropGen.Generator.Tests.Emission;

/// <summary>Whatever a user calls the columns, generated code compiles.</summary>
public class NameTests
{
    [Theory]
    [InlineData("samples")]
    [InlineData("workspace")]
    [InlineData("indexes")]
    [InlineData("start")]
    [InlineData("count")]
    [InlineData("memory")]
    [InlineData("value")]
    [InlineData("weight")]
    [InlineData("penalty")]
    [InlineData("gradients")]
    [InlineData("accumulate")]
    [InlineData("added")]
    [InlineData("loss")]
    [InlineData("rows")]
    [InlineData("optimizer")]
    [InlineData("outputs")]
    [InlineData("n")]
    [InlineData("i0")]
    [InlineData("Samples")]
    [InlineData("Parameters")]
    [InlineData("Workspace")]
    [InlineData("Descent")]
    [InlineData("descent")]
    [InlineData("numbers")]
    [InlineData("SharedNumbers")]
    [InlineData("Count")]
    [InlineData("@class")]
    [InlineData("@ref")]
    public void A_column_may_have_any_name(string name)
    {
        AssertCompiles(Model(name, "y", "target"));
        AssertCompiles(Model("x", name, "target"));
        AssertCompiles(Model("x", "y", name));

        AssertCompiles(Regression(name, "target"));
        AssertCompiles(Regression("x", name));
    }

    private static string Model(string input, string output, string target) => $$"""
        [Model, WeightDecay(0.1)]
        public sealed partial class Named
        {
            private readonly Layer _output = Dense(2);

            public Tensor Forward([Shape(3)] Tensor {{input}}) => _output({{input}});

            public Tensor Loss(Tensor {{output}}, [Classes(2)] ClassLabel {{target}}) => SoftmaxCrossEntropy({{output}}, {{target}});
        }
        """;

    /// <summary>Plain descent moves its parameters where their gradients are computed.</summary>
    private static string Regression(string input, string target) => $$"""
        [Model]
        public sealed partial class Named
        {
            private readonly Layer _output = Dense(2);

            public Tensor Forward([Shape(3)] Tensor {{input}}) => _output({{input}});

            public Tensor Loss(Tensor y, [Shape(2)] Tensor {{target}}) => MeanSquaredError(y, {{target}});
        }
        """;

    private static void AssertCompiles(string definition)
    {
        var result = GeneratorHost.Generate(GeneratorHost.Usings + definition);
        Assert.Empty(result.Errors);
        Assert.Single(result.HintNames);
    }
}
