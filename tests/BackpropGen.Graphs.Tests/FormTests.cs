using System.Linq;
using BackpropGen.Generator.Emission;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Planning;
using BackpropGen.Generator.Symbolics;
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
        var product = Plan(StackTests.Residual(1, width: 9)).Steps.OfType<ProductStep>().First(static product => product.Epilogue?.ToString() == "tanh(x₀ + x₁)");
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

    [Fact]
    public void Small_steps_whose_rows_fill_a_register_are_one_loop_over_the_samples()
    {
        // 4 doubles are 256 bits.
        var loops = Plan(StackTests.Residual(1, width: 4, classes: 4)).Steps.OfType<RowLoopStep>().ToList();
        Assert.All(loops, static loop => Assert.Equal(4, loop.Columns));
        Assert.Contains(loops[0].Members, static step => step is ProductStep { Small.Kind: ProductKind.Times });
        Assert.Contains(loops.SelectMany(static loop => loop.Members), static step => step is LoopStep { Kind: LoopKind.Max, Block.Target: Reach.Row });
        Assert.Contains(loops.SelectMany(static loop => loop.Members), static step => step is ProductStep { Small.Kind: ProductKind.TransposedTimes });
    }

    [Fact]
    public void In_a_loop_the_sums_of_a_product_begin_with_its_bias()
    {
        var products = Plan(StackTests.Residual(1, width: 4, classes: 4)).Steps.OfType<RowLoopStep>().SelectMany(static loop => loop.Members).OfType<ProductStep>().Where(static product => product.Small!.Kind == ProductKind.Times).ToList();
        string?[] expected = [null, "tanh(x₀)", "x₀ + x₁", null];
        Assert.Equal(expected, products.Select(static product => product.Epilogue?.ToString()));
        Assert.All(products, static product => Assert.Equal(Reach.Column, product.Small!.Operands[product.Small.Start!.Value]));
    }

    [Theory]
    [InlineData("x₀ + x₁", 1)]
    [InlineData("x₀ − x₁", null)]
    [InlineData("x₀ · x₁", null)]
    [InlineData("x₀ + x₁ + x₁", null)]
    [InlineData("x₁ · tanh(x₀ + x₁)", null)]
    public void Sums_begin_with_an_operand_that_is_added_once_and_read_no_more(string epilogue, int? start)
    {
        var function = ScalarFunction.Create(2, (pool, x) => epilogue switch
        {
            "x₀ + x₁" => x[0] + x[1],
            "x₀ − x₁" => x[0] - x[1],
            "x₀ · x₁" => x[0] * x[1],
            "x₀ + x₁ + x₁" => x[0] + x[1] + x[1],
            _ => x[1] * pool.Call(FunctionTable.Tanh, x[0] + x[1]),
        });
        var program = Plan(StackTests.Residual(1, width: 4, classes: 4));
        var product = program.Steps.OfType<RowLoopStep>().SelectMany(static loop => loop.Members).OfType<ProductStep>().First(static product => product.Small!.Start == 1);
        var member = RowMember.Of(product with { Epilogue = function, Small = product.Small! with { Start = null } }, program.Buffers);
        var step = Assert.IsType<ProductStep>(member!.Step);
        Assert.Equal(start, step.Small!.Start);
        Assert.Equal(start is null ? function : null, step.Epilogue);
    }

    [Fact]
    public void In_a_loop_a_product_whose_numbers_are_single_products_is_a_map_of_its_factors()
    {
        var loop = Assert.Single(Plan(StackTests.Regression(width: 4)).Steps.OfType<RowLoopStep>());
        var map = Assert.Single(loop.Members.OfType<LoopStep>(), static step => step.Function.ToString() == "x₀ · x₁ · (1 − x₂²)");
        Assert.Equal([Reach.Row, Reach.Column, Reach.Element], map.Block!.Operands);
    }

    [Fact]
    public void A_phase_of_samples_that_is_one_loop_is_one_with_the_sums_behind_it()
    {
        var program = Plan(StackTests.Regression(width: 4));
        Assert.Equal(PhaseKind.Once, Assert.Single(program.Phases).Kind);
        var loop = Assert.Single(program.Steps.OfType<RowLoopStep>());
        Assert.Contains(loop.Members, static step => step is LoopStep { Block.Target: Reach.All });
        Assert.Equal(0, program.WorkspacePerSample);
    }

    [Fact]
    public void The_loop_of_a_softmax_begins_with_the_bias_of_its_logits()
    {
        var program = Plan(StackTests.Residual(1, width: 80, classes: 5));
        var loop = Assert.Single(program.Steps.OfType<RowLoopStep>(), static loop => loop.Members.Any(static step => step is LoopStep { Kind: LoopKind.Max }));
        Assert.Equal("x₀ + x₁", Assert.IsType<LoopStep>(loop.Members[0]).Function.ToString());
        Assert.DoesNotContain(program.Steps, static step => step is ProductStep { Epilogue: not null, Columns.Length: 5 });
        // The label is none of the loop's steps, and stands before it.
        int label = program.Steps.ToList().FindIndex(static step => step is IndexStep { Kind: IndexKind.ToReal });
        Assert.Equal(label + 1, program.Steps.ToList().IndexOf(loop));
    }

    [Fact]
    public void A_softmax_has_its_lanes_along_the_samples_and_a_pass_for_each_sum_that_others_wait_for()
    {
        var loop = Assert.Single(Plan(StackTests.Residual(1, width: 80, classes: 5)).Steps.OfType<RowLoopStep>(), static loop => loop.Passes.Length > 0);
        var passes = loop.Members.Zip(loop.Passes, static (member, pass) => (Function: ((LoopStep)member).Function.ToString(), ((LoopStep)member).Kind, pass)).ToList();

        // The bias, the label's logit and the largest; the exponentials and their sum; the gradient.
        Assert.Equal(0, passes[0].pass);
        Assert.Equal(0, Assert.Single(passes, static member => member.Kind == LoopKind.Max).pass);
        Assert.Equal(1, Assert.Single(passes, static member => member.Function.StartsWith("exp(", System.StringComparison.Ordinal)).pass);
        Assert.Equal(2, passes[^1].pass);
    }

    [Fact]
    public void A_function_of_a_product_and_of_a_later_sum_waits_for_both_but_the_product_for_its_factors_alone()
    {
        var loop = Assert.Single(Plan(StackTests.Residual(1, width: 80, classes: 5)).Steps.OfType<RowLoopStep>(), static loop => loop.Passes.Length > 0);
        var largest = loop.Members.OfType<LoopStep>().Single(static step => step.Kind == LoopKind.Max);
        var product = Plan(StackTests.Regression(width: 8)).Steps.OfType<RowLoopStep>().Single().Members.OfType<ProductStep>().First(static step => step.Columns.Length == 1);
        Access first = largest.Accesses[0] with { Buffer = 1000 }, second = first with { Buffer = 1001 };
        Step[] members =
        [
            largest with { Accesses = [first, largest.Accesses[1]] },
            largest with { Accesses = [second, first] },
            product with { Accesses = [product.Accesses[0], product.Accesses[1], product.Accesses[2], second] },
        ];
        Assert.Equal([new Arrival(1, 1), new Arrival(2, 2), new Arrival(1, 2)], Arrivals.Of(members));
    }

    [Fact]
    public void Loops_with_products_or_sums_over_the_samples_have_their_lanes_along_the_columns()
    {
        var loops = Plan(StackTests.Residual(1, width: 4, classes: 4)).Steps.OfType<RowLoopStep>().Where(static loop => loop.Members.Any(static step => step is ProductStep)).ToList();
        Assert.NotEmpty(loops);
        Assert.All(loops, static loop => Assert.Empty(loop.Passes));
        Assert.Empty(Assert.Single(Plan(StackTests.Regression(width: 4)).Steps.OfType<RowLoopStep>()).Passes);
    }

    [Fact]
    public void Sums_over_transposed_weights_are_kernels_of_their_own()
    {
        var program = Plan(StackTests.Residual(1, width: 4, classes: 4));
        Assert.Contains(program.Steps, static step => step is ProductStep { Small.Kind: ProductKind.TimesTransposed });
        Assert.DoesNotContain(program.Steps.OfType<RowLoopStep>().SelectMany(static loop => loop.Members), static step => step is ProductStep { Small.Kind: ProductKind.TimesTransposed });
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    public void Rows_that_fit_in_a_register_need_not_fill_it(int width)
    {
        var loops = Plan(StackTests.Regression(width)).Steps.OfType<RowLoopStep>().ToList();
        Assert.NotEmpty(loops);
        Assert.All(loops, loop => Assert.Equal(width, loop.Columns));
    }

    [Fact]
    public void Rows_that_fit_in_no_register_have_no_loops() =>
        Assert.DoesNotContain(Plan(StackTests.Regression(width: 9)).Steps, static step => step is RowLoopStep);

    [Fact]
    public void What_only_a_loop_reads_is_in_no_memory()
    {
        var program = Plan(StackTests.Residual(1, width: 4, classes: 4));
        int[] unstored = [.. program.Steps.OfType<RowLoopStep>().SelectMany(static loop => loop.Unstored)];
        Assert.NotEmpty(unstored);
        Assert.DoesNotContain(program.Lifetimes, lifetime => unstored.Contains(lifetime.Buffer));
        Assert.All(unstored, buffer => Assert.Contains(program.Unstored, value => value.Symbol == program.Buffers[buffer].Symbol && value.Readers.Length == 0));
    }

    [Fact]
    public void A_sum_over_the_samples_is_read_behind_the_loop_that_makes_it()
    {
        foreach (var loop in Plan(StackTests.Residual(1, width: 4, classes: 4)).Steps.OfType<RowLoopStep>())
        {
            var sums = loop.Members.Where(static step => step is ProductStep { Small.Kind: ProductKind.TransposedTimes } or LoopStep { Block.Target: Reach.Column or Reach.All }).Select(static step => step.Accesses[0].Buffer).ToList();
            Assert.DoesNotContain(loop.Members.SelectMany(static step => step.Accesses.Skip(1)), access => sums.Contains(access.Buffer));
        }
    }

    [Fact]
    public void Stacks_of_equal_layers_have_routines_in_place_of_loops() =>
        Assert.DoesNotContain(ModelPrograms.Of(StackTests.Residual(30, width: 4, classes: 4)).Prediction.Steps, static step => step is RowLoopStep);

    [Theory]
    [InlineData(0, 0, false, false)]
    [InlineData(0, 32, true, false)]
    [InlineData(0, 33, false, true)]
    [InlineData(1, 3, false, true)]
    public void Few_numbers_needed_once_are_locals_where_the_samples_need_none(int perSample, int once, bool hasLocals, bool isRented)
    {
        var memory = MemoryShape.Of(Plan(StackTests.Regression(width: 4)) with { WorkspacePerSample = perSample, WorkspaceShared = once });
        Assert.Equal((hasLocals, isRented), (memory.HasLocals, memory.IsRented));
    }

    private static Program Plan(ModelDefinition model) => ModelPrograms.Of(model).Training!;
}
