namespace BackpropGen.Generator.Tests.Emission;

/// <summary>While a definition is being typed, the code around it goes on binding: only the analyzers speak of the mistake.</summary>
public class StubTests
{
    [Fact]
    public void A_definition_with_a_mistake_keeps_its_whole_api()
    {
        var result = GeneratorHost.Generate(GeneratorHost.Usings + """
            [Model]
            public sealed partial class Broken
            {
                private readonly Layer _output = Dense(0);

                public Tensor Forward([Shape(2)] Tensor x) => _output(x);

                public Tensor Loss(Tensor y, [Shape(1)] Tensor target) => MeanSquaredError(y, target);
            }

            public static class User
            {
                public static float Use(Broken model, float[] x, float[] y, float[] gradients)
                {
                    model.Initialize(seed: 1);
                    model.Predict(x, y);
                    IModel<float> stored = model;
                    ITrainable<Broken.Samples> trainable = model;
                    return model.Evaluate(x, y) + model.Backpropagate(new Broken.Samples(x, y), gradients) + (float)trainable.Evaluate(new(x, y));
                }
            }
            """);
        Assert.Empty(result.Errors);
        Assert.NotEmpty(result.HintNames);
    }

    [Theory]
    [InlineData("")]
    [InlineData("public int Forward(int x) => x;")]
    [InlineData("public Tensor Loss(Tensor y, [Shape(1)] Tensor target) => MeanSquaredError(y, target);")]
    public void A_model_without_a_usable_Forward_keeps_its_storage(string member)
    {
        var result = GeneratorHost.Generate(GeneratorHost.Usings + $$"""
            [Model]
            public sealed partial class Headless
            {
                {{member}}
            }

            public static class User
            {
                public static void Use(IModel<float> model) => model.Save("a.safetensors");

                public static void Use(Headless model) => Use((IModel<float>)model);
            }
            """);
        Assert.Empty(result.Errors);
        Assert.Single(result.HintNames);
    }
}
