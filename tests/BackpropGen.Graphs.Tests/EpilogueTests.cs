using System.Linq;
using BackpropGen.Generator.Emission;
using BackpropGen.Generator.Planning;
using Xunit;

namespace BackpropGen.Graphs.Tests;

/// <summary>What the plan computes together with a product.</summary>
public class EpilogueTests
{
    private static readonly ModelPrograms Programs = ModelPrograms.Of(StackTests.Residual(3, width: 5));

    [Fact]
    public void A_bias_and_an_activation_are_computed_with_their_product()
    {
        var product = Products(ModelPrograms.Of(StackTests.Residual(3, width: 80)).Prediction).First(static step => step.Comment.ToString().Contains("tanh", System.StringComparison.Ordinal));
        string[] comment = product.Comment.ToString().Split('\n');
        Assert.Equal(2, comment.Length);
        Assert.Equal("tanh(x₀ + x₁)", product.Epilogue!.ToString());
        // The target, the two factors, the bias.
        Assert.Equal(4, product.Accesses.Length);
    }

    [Fact]
    public void The_derivative_of_an_activation_is_computed_with_the_product_that_carries_the_gradient_back()
    {
        var products = Products(Programs.Training!);
        Assert.Contains(products, static step => step.Epilogue?.ToString() == "x₀ · (1 − x₁²)");
    }

    [Fact]
    public void A_product_with_an_epilogue_is_not_stored()
    {
        var program = Programs.Training!;
        string[] stored = [.. program.Lifetimes.Select(lifetime => program.Buffers[lifetime.Buffer].Symbol)];
        var fused = program.Steps.OfType<ProductStep>().Where(static step => step.Epilogue is not null).Select(static step => step.Comment.ToString().Split(' ')[0]).ToList();
        Assert.NotEmpty(fused);
        Assert.DoesNotContain(fused, stored.Contains);
        Assert.All(fused, symbol => Assert.Contains(program.Unstored, value => value.Symbol == symbol));
    }

    [Fact]
    public void The_gradient_of_a_weight_has_no_epilogue()
    {
        var program = Programs.Training!;
        var weights = program.Steps.OfType<ProductStep>().Where(step => program.Buffers[step.Accesses[0].Buffer].Region == Region.Gradients).ToList();
        Assert.NotEmpty(weights);
        Assert.All(weights, static step => Assert.Null(step.Epilogue));
    }

    [Fact]
    public void Each_value_is_computed_before_it_is_read()
    {
        foreach (var program in Programs.All)
        {
            var written = new System.Collections.Generic.HashSet<int>();
            foreach (var step in program.Steps.SelectMany(static step => step.Parts()))
            {
                Assert.All(
                    step.Accesses.Skip(1).Where(access => program.Buffers[access.Buffer].Region is Region.Workspace or Region.Shared or Region.Indexes),
                    access => Assert.Contains(access.Buffer, written));
                written.Add(step.Accesses[0].Buffer);
            }
        }
    }

    private static ProductStep[] Products(Program program) => [.. program.Steps.SelectMany(static step => step.Parts()).OfType<ProductStep>()];
}
