<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>Calibration</name>
    <message numerus="yes">
        <source>The fit rests on %n memory setting(s); its errors are hardly known</source>
        <translation>
            <numerusform>The fit rests on %n memory setting; its errors are hardly known</numerusform>
            <numerusform>The fit rests on %n memory settings; its errors are hardly known</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message numerus="yes">
        <source>%n connection(s)</source>
        <translation>
            <numerusform>%n connection</numerusform>
            <numerusform>%n connections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>after %n retries</source>
        <translation>
            <numerusform>after %n retry</numerusform>
            <numerusform>after %n retries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Estimate</name>
    <message numerus="yes">
        <source>%n AWS service(s) behind interface endpoints.</source>
        <translation>
            <numerusform>%n AWS service behind interface endpoints.</numerusform>
            <numerusform>%n AWS services behind interface endpoints.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n provisioned environment(s), all month.</source>
        <translation>
            <numerusform>%n provisioned environment, all month.</numerusform>
            <numerusform>%n provisioned environments, all month.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n zone(s).</source>
        <translation>
            <numerusform>%n zone.</numerusform>
            <numerusform>%n zones.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message numerus="yes">
        <source>%n phase(s) not known</source>
        <translation>
            <numerusform>%n phase not known</numerusform>
            <numerusform>%n phases not known</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Measurements</name>
    <message numerus="yes">
        <source>It has more than %n memory setting(s)</source>
        <translation>
            <numerusform>It has more than %n memory setting</numerusform>
            <numerusform>It has more than %n memory settings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) do not say their memory setting; they count as measured at {memoryMiB} MB</source>
        <translation>
            <numerusform>%n record does not say its memory setting; it counts as measured at {memoryMiB} MB</numerusform>
            <numerusform>%n records do not say their memory setting; they count as measured at {memoryMiB} MB</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Network</name>
    <message numerus="yes">
        <source>{function}: spread over %n zone(s), rounded up</source>
        <translation>
            <numerusform>{function}: spread over %n zone, rounded up</numerusform>
            <numerusform>{function}: spread over %n zones, rounded up</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{function}: spread over %n zone(s) and {subnets} subnets in this one, rounded up</source>
        <translation>
            <numerusform>{function}: spread over %n zone and {subnets} subnets in it, rounded up</numerusform>
            <numerusform>{function}: spread over %n zones and {subnets} subnets in this one, rounded up</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Needed with %n zone(s) lost</source>
        <translation>
            <numerusform>Needed with %n zone lost</numerusform>
            <numerusform>Needed with %n zones lost</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>use %n zone(s)</source>
        <translation>
            <numerusform>use %n zone</numerusform>
            <numerusform>use %n zones</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Overlays</name>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n finding</numerusform>
            <numerusform>%n findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message numerus="yes">
        <source>not met (%n)</source>
        <translation>
            <numerusform>not met (%n)</numerusform>
            <numerusform>not met (%n)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>unanswered (%n)</source>
        <translation>
            <numerusform>unanswered (%n)</numerusform>
            <numerusform>unanswered (%n)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>accepted (%n)</source>
        <translation>
            <numerusform>accepted (%n)</numerusform>
            <numerusform>accepted (%n)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Interfaces by the model %1, with %n zone(s) lost and a growth factor of %2.</source>
        <translation>
            <numerusform>Interfaces by the model %1, with %n zone lost and a growth factor of %2.</numerusform>
            <numerusform>Interfaces by the model %1, with %n zones lost and a growth factor of %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s) keep this design from being deployed or from working.</source>
        <translation>
            <numerusform>%n finding keeps this design from being deployed or from working.</numerusform>
            <numerusform>%n findings keep this design from being deployed or from working.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s) can lose data, stop the service or run up a bill.</source>
        <translation>
            <numerusform>%n finding can lose data, stop the service or run up a bill.</numerusform>
            <numerusform>%n findings can lose data, stop the service or run up a bill.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No blocker and nothing high, but %n question(s) are not answered.</source>
        <translation>
            <numerusform>No blocker and nothing high, but %n question is not answered.</numerusform>
            <numerusform>No blocker and nothing high, but %n questions are not answered.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more in the section on findings.</source>
        <translation>
            <numerusform>%n more in the section on findings.</numerusform>
            <numerusform>%n more in the section on findings.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n subnet(s)</source>
        <translation>
            <numerusform>%n subnet</numerusform>
            <numerusform>%n subnets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n subnet(s)</source>
        <translation>
            <numerusform>%1, %n subnet</numerusform>
            <numerusform>%1, %n subnets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %n function(s) the drawing differs from what the decision tree advises.</source>
        <translation>
            <numerusform>For %n function the drawing differs from what the decision tree advises.</numerusform>
            <numerusform>For %n functions the drawing differs from what the decision tree advises.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %n function(s) a question of the tree is open.</source>
        <translation>
            <numerusform>For %n function a question of the tree is open.</numerusform>
            <numerusform>For %n functions a question of the tree is open.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In a VPC: %1 of %n function(s).</source>
        <translation>
            <numerusform>In a VPC: %1 of %n function.</numerusform>
            <numerusform>In a VPC: %1 of %n functions.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s)</source>
        <translation>
            <numerusform>%n sample</numerusform>
            <numerusform>%n samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stratoplan::calibration::CalibrationDialog</name>
    <message numerus="yes">
        <source>at least %n execution environment(s)</source>
        <translation>
            <numerusform>at least %n execution environment</numerusform>
            <numerusform>at least %n execution environments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n execution environment(s)</source>
        <translation>
            <numerusform>%n execution environment</numerusform>
            <numerusform>%n execution environments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stratoplan::calibration::FitChart</name>
    <message numerus="yes">
        <source>%n measured memory setting(s)</source>
        <translation>
            <numerusform>%n measured memory setting</numerusform>
            <numerusform>%n measured memory settings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stratoplan::canvas::CanvasView</name>
    <message numerus="yes">
        <source>Delete %n element(s)</source>
        <translation>
            <numerusform>Delete %n element</numerusform>
            <numerusform>Delete %n elements</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stratoplan::canvas::PathPanel</name>
    <message numerus="yes">
        <source>%n path(s)</source>
        <translation>
            <numerusform>%n path</numerusform>
            <numerusform>%n paths</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s)</source>
        <translation>
            <numerusform>%n part</numerusform>
            <numerusform>%n parts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stratoplan::canvas::QuickAdd</name>
    <message numerus="yes">
        <source>Add %n element(s)</source>
        <translation>
            <numerusform>Add %n element</numerusform>
            <numerusform>Add %n elements</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stratoplan::curves::BreakEvenPart</name>
    <message numerus="yes">
        <source>%n line(s) changed.</source>
        <translation>
            <numerusform>%n line changed.</numerusform>
            <numerusform>%n lines changed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stratoplan::curves::ColdStartChart</name>
    <message numerus="yes">
        <source>%n sample(s)</source>
        <translation>
            <numerusform>%n sample</numerusform>
            <numerusform>%n samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stratoplan::curves::CurvesSide</name>
    <message numerus="yes">
        <source>%n sample(s) of it.</source>
        <translation>
            <numerusform>%n sample of it.</numerusform>
            <numerusform>%n samples of it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fitted to %n memory setting(s).</source>
        <translation>
            <numerusform>Fitted to %n memory setting.</numerusform>
            <numerusform>Fitted to %n memory settings.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stratoplan::network::NetworkPanel</name>
    <message numerus="yes">
        <source>another peak of %n function(s)</source>
        <translation>
            <numerusform>another peak of %n function</numerusform>
            <numerusform>another peak of %n functions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n verdict(s) differ.</source>
        <translation>
            <numerusform>%n verdict differs.</numerusform>
            <numerusform>%n verdicts differ.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stratoplan::network::SubnetSide</name>
    <message numerus="yes">
        <source>%1 · growth × %2 · %n zone(s) lost</source>
        <translation>
            <numerusform>%1 · growth × %2 · %n zone lost</numerusform>
            <numerusform>%1 · growth × %2 · %n zones lost</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stratoplan::network::ZoneBoard</name>
    <message numerus="yes">
        <source>%n subnet(s)</source>
        <translation>
            <numerusform>%n subnet</numerusform>
            <numerusform>%n subnets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stratoplan::recovery::DifferencesView</name>
    <message numerus="yes">
        <source>%n added</source>
        <translation>
            <numerusform>%n added</numerusform>
            <numerusform>%n added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n removed</source>
        <translation>
            <numerusform>%n removed</numerusform>
            <numerusform>%n removed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n changed</numerusform>
            <numerusform>%n changed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stratoplan::recovery::RecoveryDialog</name>
    <message numerus="yes">
        <source>Stratoplan ended before %n document(s) could be saved. What you did is still there.</source>
        <translation>
            <numerusform>Stratoplan ended before a document could be saved. What you did is still there.</numerusform>
            <numerusform>Stratoplan ended before %n documents could be saved. What you did is still there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stratoplan::templates::ChangesView</name>
    <message numerus="yes">
        <source>New template, %n line(s)</source>
        <translation>
            <numerusform>New template, %n line</numerusform>
            <numerusform>New template, %n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) differ</source>
        <translation>
            <numerusform>%n line differs</numerusform>
            <numerusform>%n lines differ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changed by others, too, in %n place(s)</source>
        <translation>
            <numerusform>Changed by others, too, in %n place</numerusform>
            <numerusform>Changed by others, too, in %n places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stratoplan::templates::CodeView</name>
    <message numerus="yes">
        <source>%n line(s) as before</source>
        <translation>
            <numerusform>%n line as before</numerusform>
            <numerusform>%n lines as before</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stratoplan::templates::ConflictDialog</name>
    <message numerus="yes">
        <source>%1 was changed by others, too. In %n place(s) both changes meet; choose what is to stand there.</source>
        <translation>
            <numerusform>%1 was changed by others, too. In %n place both changes meet; choose what is to stand there.</numerusform>
            <numerusform>%1 was changed by others, too. In %n places both changes meet; choose what is to stand there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stratoplan::window::DocumentBar</name>
    <message numerus="yes">
        <source>%1: %n line(s) differ</source>
        <translation>
            <numerusform>%1: %n line differs</numerusform>
            <numerusform>%1: %n lines differ</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stratoplan::window::MainWindow</name>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stratoplan::window::NoticeBar</name>
    <message numerus="yes">
        <source>Show all %n problem(s)</source>
        <translation>
            <numerusform>Show all %n problem</numerusform>
            <numerusform>Show all %n problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stratoplan::window::TotalsBar</name>
    <message numerus="yes">
        <source>a month, %n part(s) not priced</source>
        <translation>
            <numerusform>a month, %n part not priced</numerusform>
            <numerusform>a month, %n parts not priced</numerusform>
        </translation>
    </message>
</context>
</TS>
