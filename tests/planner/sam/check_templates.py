#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks templates that the program wrote, knowing nothing of the program.

Usage: check_templates.py FOLDER OWN_SCHEMA [SAM_SCHEMA]

FOLDER holds what write_templates made: NAME.stratoplan, NAME.yaml and NAME.json. Prints one line a
fault and, last, what was looked at. Exit status 1 when there are faults.
"""
import collections
import json
import pathlib
import re
import sys

import jsonschema
import yaml

# ---------------------------------------------------------------------- reading


class Loader(yaml.SafeLoader):
    """YAML of CloudFormation: short intrinsic functions become long ones."""


def intrinsic(loader, suffix, node):
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {suffix if suffix in ("Ref", "Condition") else "Fn::" + suffix: value}


Loader.add_multi_constructor("!", intrinsic)
# Dates and the like stay texts, as CloudFormation has them.
for first, resolvers in list(Loader.yaml_implicit_resolvers.items()):
    Loader.yaml_implicit_resolvers[first] = [
        (tag, expression) for tag, expression in resolvers
        if tag != "tag:yaml.org,2002:timestamp"]


class Fault(list):
    def __call__(self, name, text):
        self.append(f"{name}: {text}")


faults = Fault()


# ---------------------------------------------------------------------- references

PSEUDO = {"AWS::AccountId", "AWS::Region", "AWS::Partition", "AWS::StackName", "AWS::StackId",
          "AWS::URLSuffix", "AWS::NoValue", "AWS::NotificationARNs"}
PLACEHOLDER = re.compile(r"\$\{([^!}][^}]*)\}")


def references(value, local=()):
    """Every name that Ref, GetAtt and Sub say below the value."""
    if isinstance(value, list):
        for item in value:
            yield from references(item)
    elif isinstance(value, dict):
        if set(value) == {"Ref"}:
            yield value["Ref"]
        elif set(value) == {"Fn::GetAtt"}:
            yield value["Fn::GetAtt"][0]
        elif set(value) == {"Fn::Sub"}:
            text, own = value["Fn::Sub"], {}
            if isinstance(text, list):
                text, own = text
            for name in PLACEHOLDER.findall(text):
                if name not in own:
                    yield name.split(".")[0]
            yield from references(own)
        else:
            for item in value.values():
                yield from references(item)


def check_references(name, template):
    known = set(template["Resources"]) | set(template.get("Parameters", {})) | PSEUDO
    # SAM makes the URL of a function.
    known |= {key + "Url" for key, resource in template["Resources"].items()
              if "FunctionUrlConfig" in (resource.get("Properties") or {})}
    for reference in references(template["Resources"]):
        if reference not in known:
            faults(name, f"nothing is called {reference}")
    for reference in references(template.get("Outputs", {})):
        if reference not in known:
            faults(name, f"an output names {reference}, which is nothing")
    for key, resource in template["Resources"].items():
        waits = resource.get("DependsOn", [])
        for other in [waits] if isinstance(waits, str) else waits:
            if other not in template["Resources"]:
                faults(name, f"{key} waits for {other}, which is nothing")
    unused = set(template.get("Parameters", {})) - set(references(template))
    unused -= {parameter for parameter, body in template.get("Parameters", {}).items()
               if "EC2::" in body["Type"]}
    if unused:
        faults(name, f"parameters that nothing uses: {sorted(unused)}")


def check_circles(name, template):
    """No resource needs itself, over others: with what SAM makes of events."""
    needs = collections.defaultdict(set)
    for key, resource in template["Resources"].items():
        properties = resource.get("Properties") or {}
        waits = resource.get("DependsOn", [])
        needs[key] |= set([waits] if isinstance(waits, str) else waits)
        events = properties.get("Events", {}) \
            if resource["Type"].startswith("AWS::Serverless::") else {}
        for part, value in properties.items():
            # Mappings and subscriptions are resources between the two.
            if part != "Events" or not events:
                needs[key] |= set(references(value))
        for event in events.values():
            inner = event.get("Properties", {})
            # These sources name the function themselves.
            for source in ("ApiId", "RestApiId", "Bucket", "UserPool"):
                for reference in references(inner.get(source, {})):
                    needs[reference].add(key)
    state = {}

    def visit(key, path):
        state[key] = 1
        for other in sorted(needs.get(key, ())):
            if other not in template["Resources"]:
                continue
            if state.get(other) == 1:
                circle = path[path.index(other):] if other in path else []
                faults(name, f"a circle: {' -> '.join(circle + [other])}")
            elif other not in state:
                visit(other, path + [other])
        state[key] = 2

    for key in template["Resources"]:
        if key not in state:
            visit(key, [key])


# ---------------------------------------------------------------------- literals

def check_literals(name, text, template):
    if re.search(r"(?<![0-9])[0-9]{12}(?![0-9])", text):
        faults(name, "an account number")
    if re.search(r"\b(us|eu|ap|sa|ca|af|me)-(north|south|east|west|central)+-[0-9]", text):
        faults(name, "the name of a Region")
    for key, resource in template["Resources"].items():
        properties = resource.get("Properties") or {}
        for part in ("MasterUserPassword", "AdminUserPassword", "Password"):
            if isinstance(properties.get(part), str):
                faults(name, f"{key} has a password")


# ---------------------------------------------------------------------- permissions

# What an edge needs: kind of the target and way of using it. The first action proves the edge; the
# others may be there as well. From AWS's Service Authorization Reference, and for the policies of SAM
# from their published list.
EDGE_ACTIONS = {
    ("function", "call"): ["lambda:InvokeFunction"],
    ("queue", "write"): ["sqs:SendMessage", "sqs:SendMessage*"],
    ("queue", "read"): ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes",
                        "sqs:ChangeMessageVisibility"],
    ("topic", "write"): ["sns:Publish"],
    ("topic", "read"): ["sns:GetTopicAttributes"],
    ("event-bus", "write"): ["events:PutEvents"],
    ("event-bus", "read"): ["events:DescribeEventBus"],
    ("stream", "write"): ["kinesis:PutRecord", "kinesis:PutRecords"],
    ("stream", "read"): ["kinesis:GetRecords", "kinesis:DescribeStreamSummary",
                         "kinesis:ListShards", "kinesis:GetShardIterator"],
    ("delivery-stream", "write"): ["firehose:PutRecord", "firehose:PutRecordBatch"],
    ("delivery-stream", "read"): ["firehose:DescribeDeliveryStream"],
    ("table", "read"): ["dynamodb:GetItem", "dynamodb:Scan", "dynamodb:Query",
                        "dynamodb:BatchGetItem", "dynamodb:DescribeTable",
                        "dynamodb:ConditionCheckItem"],
    ("table", "write"): ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:BatchWriteItem"],
    ("bucket", "read"): ["s3:GetObject", "s3:ListBucket"],
    ("bucket", "write"): ["s3:PutObject"],
    ("state-machine", "call"): ["states:StartExecution", "states:StartSyncExecution"],
    ("secret", "read"): ["secretsmanager:GetSecretValue"],
    ("secret", "write"): ["secretsmanager:PutSecretValue"],
    ("parameter", "read"): ["ssm:GetParameter"],
    ("parameter", "write"): ["ssm:PutParameter"],
    ("mail", "write"): ["ses:SendEmail", "ses:SendRawEmail"],
    ("mail", "read"): ["ses:GetEmailIdentity"],
    ("relational-database", "read"): ["secretsmanager:GetSecretValue"],
    ("relational-database", "write"): ["secretsmanager:GetSecretValue"],
    ("database-proxy", "read"): ["rds-db:connect"],
    ("database-proxy", "write"): ["rds-db:connect"],
    ("search", "read"): ["es:ESHttpGet", "es:ESHttpHead"],
    ("search", "write"): ["es:ESHttpPost", "es:ESHttpPut"],
    ("kafka", "read"): ["kafka-cluster:Connect", "kafka-cluster:DescribeCluster"],
    ("kafka", "write"): ["kafka-cluster:Connect", "kafka-cluster:DescribeCluster"],
    ("graph-database", "read"): ["neptune-db:connect", "neptune-db:ReadDataViaQuery"],
    ("graph-database", "write"): ["neptune-db:connect", "neptune-db:WriteDataViaQuery"],
    ("file-system", "read"): ["elasticfilesystem:ClientMount"],
    ("file-system", "write"): ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
    ("container-registry", "read"): ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
    ("container-registry", "write"): ["ecr:PutImage", "ecr:InitiateLayerUpload",
                                      "ecr:UploadLayerPart", "ecr:CompleteLayerUpload"],
    ("http-api", "call"): ["execute-api:Invoke"],
    ("rest-api", "call"): ["execute-api:Invoke"],
    ("websocket-api", "call"): ["execute-api:ManageConnections"],
    ("graphql-api", "call"): ["appsync:GraphQL"],
    ("log-group", "call"): [],
}
# A way that reads and writes a table may also delete.
BOTH = {"table": ["dynamodb:DeleteItem"]}

POLICIES = {
    "LambdaInvokePolicy": ("FunctionName", ["lambda:InvokeFunction"]),
    "SQSSendMessagePolicy": ("QueueName", ["sqs:SendMessage*"]),
    "SNSPublishMessagePolicy": ("TopicName", ["sns:Publish"]),
    "DynamoDBReadPolicy": ("TableName", EDGE_ACTIONS["table", "read"]),
    "DynamoDBWritePolicy": ("TableName", EDGE_ACTIONS["table", "write"]),
    "DynamoDBCrudPolicy": ("TableName", EDGE_ACTIONS["table", "read"]
                           + EDGE_ACTIONS["table", "write"] + BOTH["table"]),
    "EventBridgePutEventsPolicy": ("EventBusName", ["events:PutEvents"]),
    "FirehoseWritePolicy": ("DeliveryStreamName", EDGE_ACTIONS["delivery-stream", "write"]),
    "StepFunctionsExecutionPolicy": ("StateMachineName", ["states:StartExecution"]),
    "AWSSecretsManagerGetSecretValuePolicy": ("SecretArn", ["secretsmanager:GetSecretValue"]),
}
# IAM knows no resource for these.
WITHOUT_RESOURCE = {"cloudwatch:PutMetricData", "cloudwatch:GetMetricData"}
# Kinds that are used over the network or by an address alone.
WITHOUT_PERMISSION = {
    "cache", "memory-database", "document-database", "data-warehouse", "broker", "outside-system",
    "internet", "client", "device", "identity", "unknown", "metrics", "function-url",
    "load-balancer", "schedule", "event-rule", "iot-rule", "pipe", "log-group"}
MESSAGING = {"queue", "topic", "event-bus", "event-rule", "stream", "delivery-stream", "kafka",
             "broker", "mail", "pipe", "api-destination", "stream-processor"}
NAME_PROPERTIES = ("FunctionName", "QueueName", "TopicName", "TableName", "BucketName", "Name",
                   "DeliveryStreamName")


def names_given(template):
    """Logical id by the name that a resource is given, as Sub has it."""
    given = {}
    for key, resource in template["Resources"].items():
        for part in NAME_PROPERTIES:
            value = (resource.get("Properties") or {}).get(part)
            if isinstance(value, dict) and isinstance(value.get("Fn::Sub"), str):
                given[value["Fn::Sub"]] = key
    return given


def target_of(value, template, given):
    """The resource that a permission is for."""
    for reference in references(value):
        if reference in template["Resources"]:
            return reference
    if isinstance(value, dict) and isinstance(value.get("Fn::Sub"), str):
        text = value["Fn::Sub"]
        for name in sorted(given, key=len, reverse=True):
            if text == name or re.search(r"[:/]" + re.escape(name) + r"(/.*)?$", text):
                return given[name]
    return None


def permissions(name, key, template, given):
    """(resource, action) that a function or state machine may."""
    allowed = set()
    for policy in template["Resources"][key].get("Properties", {}).get("Policies", []):
        if "Statement" in policy:
            for statement in policy["Statement"]:
                actions = statement["Action"]
                resources = statement["Resource"]
                actions = [actions] if isinstance(actions, str) else actions
                for resource in resources if isinstance(resources, list) else [resources]:
                    if resource == "*":
                        for action in set(actions) - WITHOUT_RESOURCE:
                            faults(name, f"{key} may {action} everywhere")
                        continue
                    target = target_of(resource, template, given)
                    if target is None:
                        faults(name, f"{key}: {resource} is no resource of the template")
                    allowed |= {(target, action) for action in actions}
            continue
        for template_name, parameters in policy.items():
            if template_name not in POLICIES:
                faults(name, f"{key} has the policy {template_name}, which is not on the list")
                continue
            parameter, actions = POLICIES[template_name]
            target = target_of(parameters[parameter], template, given)
            if target is None:
                faults(name, f"{key}: {parameters} is no resource of the template")
            allowed |= {(target, action) for action in actions}
    return allowed


def ways(connection, kind):
    role = connection.get("role")
    if role == "access":
        reads = plain(connection.get("reads"))
        writes = plain(connection.get("writes"))
        found = {"read"} if reads else set()
        if writes or (not reads):
            found.add("write")
        if not reads and not writes and kind not in MESSAGING:
            found.add("read")
        return found
    return {"write"} if kind in MESSAGING else {"call"}


def plain(value):
    return value.get("value", False) if isinstance(value, dict) else bool(value)


def check_permissions(name, drawn, told, ids, template):
    given = names_given(template)
    kinds = {function["name"]: "function" for function in drawn.get("functions", [])}
    services = {service["name"]: service for service in drawn.get("services", [])}
    kinds |= {service: body["kind"] for service, body in services.items()}
    users = [user for user, kind in kinds.items() if kind in ("function", "state-machine")]
    circles = [problem for problem in told if problem["code"] == "sam.write.circle"]
    missing = {problem["element"] for problem in told
               if problem["code"] in ("sam.write.permission", "sam.write.mount",
                                      "sam.write.element", "sam.write.connection")}
    checked = 0
    for user in users:
        allowed = permissions(name, ids[user], template, given)
        justified = set()
        for connection in drawn.get("connections", []):
            if connection["from"] != user or connection.get("role") == "failure":
                continue
            target = connection["to"]
            kind = kinds[target]
            wanted = ways(connection, kind)
            if kinds[user] == "state-machine" and connection.get("role") != "access" \
                    and (kind, "call") not in EDGE_ACTIONS:
                wanted = {"write"}
            both = BOTH.get(kind, [])
            for way in wanted:
                justified |= {(ids.get(target), action)
                              for action in EDGE_ACTIONS.get((kind, way), []) + both}
                if any(circle["element"] == user and target in circle["text"]
                       for circle in circles):
                    continue
                if kind in WITHOUT_PERMISSION or target in missing \
                        or f"{user}->{target}" in missing:
                    continue
                stated = (services.get(target, {}).get("properties") or {}).get("authorization")
                if kind in ("http-api", "rest-api") and stated != "iam":
                    continue
                actions = EDGE_ACTIONS.get((kind, way))
                if not actions:
                    faults(name, f"{user} uses {target} ({kind}, {way}): nothing is known of it")
                    continue
                checked += 1
                if not any((ids[target], action) in allowed for action in actions[:2]):
                    faults(name, f"{user} may not {actions[0]} at {target}")
        # Two ways to one table are one permission for both.
        wider = {(target, action) for target, action in allowed - justified
                 if not any(t == target for t, _ in justified) or action not in
                 [a for (k, _), actions in EDGE_ACTIONS.items() for a in actions]
                 or (target, action) not in justified}
        for target, action in sorted(wider, key=str):
            faults(name, f"{user} may {action} at {target}, which no edge needs")
    return checked


# ---------------------------------------------------------------------- reading back

# Resources that a service brings along and that are read back as services of their own.
COMPANIONS = {"AWS::RDS::DBInstance", "AWS::DocDB::DBInstance", "AWS::Neptune::DBInstance",
              "AWS::RedshiftServerless::Namespace", "AWS::SecretsManager::Secret"}
# Resources that SAM makes anew for each function of a drawn source.
GENERATED = {"event-rule", "schedule", "iot-rule", "voice-assistant", "function-url"}
# Kinds that code reaches by an address alone. Reading takes an address for a use only where nothing
# else ties the two.
BY_ADDRESS = {"broker", "document-database", "load-balancer", "identity", "cache", "http-api",
              "rest-api", "memory-database", "data-warehouse", "graphql-api", "websocket-api"}


class Compared:
    """One design and what was read back from its template, by logical ids."""

    def __init__(self, name, data):
        self.name = name
        self.ids = data["ids"]
        self.told = data["problems"]
        self.design = {row["name"]: row for row in data["design"]["elements"]}
        self.read = {row["name"]: row for row in data["readBack"]["elements"]}
        self.edges = data["design"]["connections"]
        self.read_edges = data["readBack"]["connections"]
        self.codes = {(problem["code"], problem["element"]) for problem in self.told}

    def kind(self, name):
        row = self.design.get(name, {})
        return row.get("kind") if row.get("element") == "service" else row.get("element")

    def read_kind(self, name):
        row = self.read.get(name, {})
        return row.get("kind") if row.get("element") == "service" else row.get("element")

    def functions_and_services(self):
        wanted = {self.ids[name]: name for name, row in self.design.items()
                  if row["element"] in ("function", "service") and name in self.ids}
        for key, name in wanted.items():
            if key not in self.read:
                faults(self.name, f"{name} ({key}) is not read back")
            elif self.kind(name) != self.read_kind(key):
                faults(self.name, f"{name} ({self.kind(name)}) is read back as "
                                  f"{self.read_kind(key)}")
        for name, row in self.design.items():
            if row["element"] in ("function", "service") and name not in self.ids \
                    and ("sam.write.element", name) not in self.codes:
                faults(self.name, f"{name} ({self.kind(name)}) is neither written nor told of")
        for key, row in self.read.items():
            if row["element"] not in ("function", "service") or key in wanted:
                continue
            generated = row.get("kind") in GENERATED
            if row.get("isConfiguration") or row.get("cfnType") in COMPANIONS or generated:
                continue
            if row.get("kind") in ("unknown", "network-part") or "Group" in row.get("cfnType", ""):
                continue
            if row.get("cfnType", "").startswith(("AWS::EFS::", "AWS::ElasticLoadBalancingV2::",
                                                  "AWS::RDS::DBProxyTargetGroup")):
                continue
            faults(self.name, f"{key} ({row.get('kind')}, {row.get('cfnType')}) is read back and "
                              "was never drawn")

    # ------------------------------------------------------------------ connections

    def expected(self, edge):
        """What an edge is read back as: a set of alternatives (from, to, role)."""
        source, target, role = edge["from"], edge["to"], edge["role"]
        ends = self.ids.get(source), self.ids.get(target)
        kind = self.kind(source)
        if role in ("trigger", "access", "call") and kind in ("function", "state-machine"):
            # A template says what code may do, not how it does it.
            return {(*ends, other) for other in ("call", "access", "trigger")}
        if role == "failure" and kind == "function":
            # A stream's mapping names the failure target: read back at the stream.
            sources = {self.ids.get(other["from"]) for other in self.edges
                       if other["to"] == source and other["role"] == "trigger"}
            return {(*ends, role)} | {(other, ends[1], role) for other in sources}
        return {(*ends, role)}

    def connections(self):
        have = {(edge["from"], edge["to"], edge["role"]) for edge in self.read_edges}
        # Rules that SAM makes between a bus and its targets, and schedules with several targets.
        between = {}
        for edge in self.read_edges:
            row = self.read.get(edge["to"], {})
            if edge["role"] == "trigger" and row.get("kind") == "event-rule" \
                    and edge["to"] not in self.ids.values():
                between[edge["to"]] = edge["from"]
        have |= {(between[a], b, role) for a, b, role in have if a in between}
        for name, key in self.ids.items():
            if self.kind(name) in GENERATED:
                word = "".join(part for part in re.split(r"[^A-Za-z0-9]+", name))
                same = [other for other, row in self.read.items()
                        if row.get("kind") == self.kind(name)
                        and (word.lower() in other.lower() or other.endswith("Url"))]
                have |= {(key, b, role) for a, b, role in have if a in same}
        count = 0
        reached = set()
        for edge in self.edges:
            if edge["from"] not in self.ids or edge["to"] not in self.ids:
                continue
            if {("sam.write.connection", edge["name"]),
                    ("sam.write.permission", edge["name"])} & self.codes:
                continue
            if any(problem["code"] == "sam.write.circle" and problem["element"] == edge["from"]
                   and edge["to"] in problem["text"] for problem in self.told):
                continue
            # Roles are not asked about logs, and nothing names a balancer or a client's caller.
            if self.kind(edge["to"]) in ("log-group",) and edge["role"] != "trigger":
                continue
            if self.is_covered(edge):
                continue
            wanted = self.expected(edge)
            count += 1
            if not wanted & have:
                faults(self.name, f"{edge['name']} ({self.kind(edge['from'])} {edge['role']} "
                                  f"{self.kind(edge['to'])}) is not read back")
            reached |= wanted & have
        drawn = set(self.ids.values())
        for a, b, role in sorted(have - reached):
            if a in drawn and b in drawn and not self.is_implied(a, b, role):
                faults(self.name, f"{a} -> {b} ({role}) is read back and was never drawn")
        return count

    def is_covered(self, edge):
        """Edges that reading cannot tell from another one between the same two."""
        source, target = edge["from"], edge["to"]
        if edge["role"] == "failure":
            return False
        same = [other for other in self.edges if (other["from"], other["to"]) == (source, target)]
        back = [other for other in self.edges if (other["from"], other["to"]) == (target, source)]
        # The permission to send is what the failure target needs as well, and that to receive what
        # the trigger needs.
        if any(other["role"] == "failure" for other in same) and (back or not edge["reads"]):
            return True
        return self.kind(target) in BY_ADDRESS and bool(back or len(same) > 1)

    def is_implied(self, a, b, role):
        """Edges that other edges bring along."""
        names = {key: name for name, key in self.ids.items()}
        kinds = self.kind(names[a]), self.kind(names[b])
        drawn = {(edge["from"], edge["to"]) for edge in self.edges}
        if (names[a], names[b]) in drawn:
            return True
        # A failure target is named where the source fails, whoever the drawing says fails.
        if role == "failure":
            return any(edge["role"] == "failure" and edge["to"] == names[b]
                       for edge in self.edges)
        return False

    # ------------------------------------------------------------------ networks

    def networks(self):
        kinds = ("vpc", "subnet", "route-table", "gateway", "endpoint", "security-group")
        referenced = set()
        for row in self.design.values():
            for key in ("subnets", "groups", "routeTables"):
                referenced |= set(row.get(key, []))
            referenced |= {row.get(key) for key in ("vpc", "subnet", "routeTable")}
            for rule in row.get("rules", []):
                referenced.add(rule.rsplit(" ", 1)[-1])
        for name, row in self.design.items():
            if row["element"] not in kinds:
                continue
            told = [code for code, element in self.codes if element == name]
            if name not in self.ids:
                if not told:
                    faults(self.name, f"{name} ({row['element']}) is neither written nor told of")
                continue
            if row.get("outside"):
                continue  # read back where something names it
            other = self.read.get(self.ids[name])
            if not other or other["element"] != row["element"]:
                faults(self.name, f"{name} ({row['element']}) is not read back")
                continue
            self.compare(name, row, other, told)

    def compare(self, name, row, other, told):
        def mapped(value):
            if isinstance(value, list):
                return sorted(set(mapped(item) for item in value))
            return self.ids.get(value, value)

        for key in ("vpc", "routeTable", "subnet"):
            if key in row and row[key] and not self.design[row[key]].get("outside") \
                    and row[key] in self.ids and mapped(row[key]) != other.get(key):
                faults(self.name, f"{name}: {key} {row[key]} is read back as {other.get(key)}")
        for key in ("subnets", "routeTables"):
            if key in row and not any(self.design[item].get("several") for item in row[key]) \
                    and all(item in self.ids for item in row[key]) \
                    and mapped(row[key]) != sorted(other.get(key, [])):
                faults(self.name, f"{name}: {key} {row[key]} are read back as {other.get(key)}")
        for key in ("cidr", "kind", "service"):
            if row.get(key) and not told and row[key] != other.get(key):
                faults(self.name, f"{name}: {key} {row[key]} is read back as {other.get(key)}")
        if "rules" in row and not told:
            wanted = sorted(self.rule(rule) for rule in row["rules"])
            if wanted != other["rules"]:
                faults(self.name, f"{name}: rules {wanted} are read back as {other['rules']}")
        if "routes" in row and not told:
            wanted = [route.split(" -> ")[0] + " -> " + mapped(route.split(" -> ")[1])
                      for route in row["routes"]]
            if wanted != other["routes"]:
                faults(self.name, f"{name}: routes {wanted} are read back as {other['routes']}")

    def rule(self, rule):
        words = rule.split(" ")
        last = " ".join(words[3:])
        return " ".join(words[:3] + [self.ids.get(last, last)])

    def functions(self):
        for name, row in self.design.items():
            if row["element"] != "function":
                continue
            other = self.read.get(self.ids[name], {})
            for key in ("inVpc", "memory", "timeout"):
                if row[key] != other.get(key):
                    faults(self.name, f"{name}: {key} {row[key]} is read back as {other.get(key)}")
            subnets = [item for item in row["subnets"]]
            if any(self.design[item].get("several") for item in subnets):
                continue
            wanted = sorted({self.ids[item] for item in subnets})
            if wanted and wanted != sorted(other.get("subnets", [])):
                faults(self.name, f"{name}: subnets {wanted} are read back as "
                                  f"{other.get('subnets')}")
            groups = sorted({self.ids[item] for item in row["groups"]})
            if groups and row["inVpc"] and groups != sorted(other.get("groups", [])):
                faults(self.name, f"{name}: groups {groups} are read back as "
                                  f"{other.get('groups')}")


# ---------------------------------------------------------------------- all of it

def main():
    folder = pathlib.Path(sys.argv[1])
    schemas = {"the project's schema": json.loads(pathlib.Path(sys.argv[2]).read_text())}
    sam = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None
    if sam and sam.is_file():
        schemas["SAM's schema"] = json.loads(sam.read_text())
    else:
        print("SAM's schema is not beside the project: not checked against it")
    validators = {}
    for title, schema in schemas.items():
        validator = jsonschema.validators.validator_for(schema)
        validators[title] = validator(schema)
    counts = collections.Counter()
    for path in sorted(folder.glob("*.yaml")):
        name = path.stem
        text = path.read_text(encoding="utf-8")
        template = yaml.load(text, Loader)
        data = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        drawn = yaml.load(path.with_suffix(".stratoplan").read_text(encoding="utf-8"), Loader)
        counts["templates"] += 1
        counts["resources"] += len(template["Resources"])
        for title, validator in validators.items():
            for error in validator.iter_errors(template):
                where = "/".join(map(str, error.absolute_path))
                faults(name, f"{title}: {where}: {error.message[:200]}")
        check_references(name, template)
        check_circles(name, template)
        check_literals(name, text, template)
        for problem in data["readProblems"]:
            if problem["severity"] in ("blocker", "high"):
                faults(name, f"reading says: {problem['text']}")
        if name.startswith("anything"):
            continue  # its connections make no sense
        counts["permissions"] += check_permissions(name, drawn, data["problems"], data["ids"],
                                                   template)
        compared = Compared(name, data)
        compared.functions_and_services()
        counts["connections"] += compared.connections()
        compared.networks()
        compared.functions()
    for fault in faults:
        print(fault)
    print(", ".join(f"{count} {what}" for what, count in counts.items()),
          f"looked at, {len(faults)} faults")
    if counts["templates"] == 0:
        print("there are no templates")
        return 1
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
