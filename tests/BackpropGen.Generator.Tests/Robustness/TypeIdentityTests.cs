namespace BackpropGen.Generator.Tests.Robustness;

public sealed class TypeIdentityTests
{
    private const string Body = "{ private readonly global::BackpropGen.Layer _l = global::BackpropGen.Layers.Dense(2); "
        + "public global::BackpropGen.Tensor Forward([global::BackpropGen.Shape(3)] global::BackpropGen.Tensor x) => _l(x); "
        + "public global::BackpropGen.Tensor Loss(global::BackpropGen.Tensor y, [global::BackpropGen.Shape(2)] global::BackpropGen.Tensor t) => global::BackpropGen.Functions.MeanSquaredError(y, t); }";

    private const string Mark = "[global::BackpropGen.Model]";

    [Theory]
    [InlineData("namespace App.BackpropGen { " + Mark + " public partial class M " + Body + " }")]
    [InlineData("namespace @class.@event { " + Mark + " public partial class @object " + Body + " }")]
    [InlineData(Mark + " public partial class record " + Body)]
    [InlineData(Mark + " internal sealed partial class M " + Body)]
    [InlineData(Mark + " public partial record M " + Body)]
    [InlineData("public partial class Outer<T> where T : class { public partial struct Middle { " + Mark + " public partial class M " + Body + " } }")]
    [InlineData("public partial interface IOuter { " + Mark + " public partial class M " + Body + " }")]
    [InlineData("public partial record struct Outer { " + Mark + " private partial class M " + Body + " }")]
    [InlineData(Mark + " public partial class M<@in> " + Body)]
    [InlineData("namespace N { class System; class Math; class Tensor; class Span; class Single; class BackpropGen; " + Mark + " public partial class M " + Body + " }")]
    [InlineData("namespace N { " + Mark + " public partial class System " + Body + " " + Mark + " public partial class Tensor " + Body + " }")]
    public void Any_reopenable_type_gets_members_that_compile(string source)
    {
        source = "#pragma warning disable CS8981\n" + source;
        Assert.Empty(GeneratorHost.Compile(source).GetDiagnostics().Where(static diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
        var result = GeneratorHost.Generate(source);
        Assert.Null(result.Run.Exception);
        Assert.NotEmpty(result.HintNames);
        Assert.Empty(result.Errors);
    }

    [Theory]
    [InlineData(Mark + " public class M " + Body)]
    [InlineData("public class Outer { " + Mark + " public partial class M " + Body + " }")]
    [InlineData(Mark + " file partial class M " + Body)]
    public void A_type_that_cannot_be_reopened_gets_nothing(string source) => Assert.Empty(GeneratorHost.Generate(source).HintNames);

    [Fact]
    public void Hint_names_are_unique_and_bounded()
    {
        string @long = new('L', 300);
        var result = GeneratorHost.Generate($$"""
            {{Mark}} public partial class M {{Body}}
            {{Mark}} public partial class m {{Body}}
            {{Mark}} public partial class M<T> {{Body}}
            {{Mark}} public partial class M_1 {{Body}}
            {{Mark}} public partial class Größe {{Body}}
            {{Mark}} public partial class Gr__e {{Body}}
            {{Mark}} public partial class {{@long}}A {{Body}}
            {{Mark}} public partial class {{@long}}B {{Body}}
            public partial class O { {{Mark}} public partial class M {{Body}} }
            public partial class O<T> { {{Mark}} public partial class M {{Body}} }
            namespace O.P { {{Mark}} public partial class M {{Body}} }
            namespace o.P { {{Mark}} public partial class M {{Body}} }
            namespace P { public partial class O { {{Mark}} public partial class M {{Body}} } }
            namespace P.O2 { {{Mark}} public partial class M {{Body}} }
            """.Replace("namespace O.P", "namespace Q.P", StringComparison.Ordinal).Replace("namespace o.P", "namespace q.P", StringComparison.Ordinal));
        Assert.Null(result.Run.Exception);
        Assert.Equal(14, result.HintNames.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(result.HintNames, static name => Assert.True(name.Length < 150 && name.All(static character => character < 128 && character is not ('+' or '`' or '@'))));
    }

    [Fact]
    public void A_model_declared_in_parts_is_generated_once()
    {
        var result = GeneratorHost.Generate(GeneratorHost.Usings + Mark + " public partial class M " + Body, "public partial class M { }");
        Assert.Single(result.HintNames);
    }
}
