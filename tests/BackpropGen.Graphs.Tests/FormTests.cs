using System.Linq;
using BackpropGen.Generator.Emission;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Planning;
using Xunit;

namespace BackpropGen.Graphs.Tests;

/// <summary>The forms of a plan's steps, from shapes alone.</summary>
public class FormTests
{
    [Fact]
    public void Products_of_few_weights_have_kernels_for_their_extents()
    {
        var products = Plan(StackTests.Residual(1, width: 5)).Steps.OfType<ProductStep>().ToList();
        Assert.All(products, static product => Assert.NotNull(product.Small));
        Assert.Contains(products, static product => product.Small!.Kind == ProductKind.TimesTransposed);
        Assert.Contains(products, static product => product.Small!.Kind == ProductKind.Times);
        Assert.Contains(products, static product => product.Small!.Kind == ProductKind.TransposedTimes);
    }

    [Fact]
    public void Products_of_many_weights_are_packed()
    {
        var products = Plan(StackTests.Residual(1, width: 80)).Steps.OfType<ProductStep>();
        Assert.All(products.Where(static product => product.Columns.Length * product.Inner.Length > 128 && product.Rows.Length * product.Columns.Length > 128), static product => Assert.Null(product.Small));
        Assert.Contains(products, static product => product.Small is null);
    }

    [Fact]
    public void A_bias_reaches_columns()
    {
        var product = Plan(StackTests.Residual(1, width: 5)).Steps.OfType<ProductStep>().First(static product => product.Epilogue?.ToString() == "tanh(x₀ + x₁)");
        Assert.Equal([Reach.Element, Reach.Column], product.Small!.Operands);
    }

    [Fact]
    public void Sums_over_the_samples_of_few_columns_are_sums_of_columns()
    {
        var program = Plan(StackTests.Residual(1, width: 5));
        var sums = program.Steps.OfType<LoopStep>().Where(step => step.Kind == LoopKind.Sum && program.Buffers[step.Accesses[0].Buffer].Region == Region.Gradients).ToList();
        Assert.NotEmpty(sums);
        Assert.All(sums, static step => Assert.Equal(Reach.Column, step.Block!.Target));
        Assert.Contains(sums, static step => step.Block!.Columns == 5);
    }

    [Fact]
    public void Loops_over_long_rows_are_general()
    {
        var loops = Plan(StackTests.Residual(1, width: 80)).Steps.OfType<LoopStep>().ToList();
        Assert.All(loops.Where(static step => step.Loops.Any(static loop => loop.Length > 64)), static step => Assert.Null(step.Block));
        Assert.Contains(loops, static step => step.Block is null);
    }

    private static Program Plan(ModelDefinition model) => ModelPrograms.Of(model).Training!;
}
